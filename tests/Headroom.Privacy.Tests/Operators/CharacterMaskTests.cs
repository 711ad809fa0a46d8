using System.Text.Json;
using Headroom.Privacy.Operators;

namespace Headroom.Privacy.Tests.Operators;

public sealed class CharacterMaskTests
{
    [Fact]
    public void The_six_masks_cover_what_those_of_shardingsphere_cover()
    {
        var count = 0;
        foreach (var row in CaseFile.Rows("mask_operators.jsonl"))
        {
            if (Of(row.GetProperty("op").GetString()!, row.GetProperty("params")) is not { } mask) continue;

            Assert.Equal(row.GetProperty("expected").GetString(), mask.Apply(row.GetProperty("input").GetString()!));
            count++;
        }

        Assert.True(count >= 27, $"{count} cases");
    }

    [Fact]
    public void Characters_are_those_of_unicode() =>
        Assert.Equal("张**", new CharacterMask(MaskKind.KeepFirstLast, 1, 0).Apply("张😈三"));

    private static CharacterMask? Of(string name, JsonElement parameters) => name switch
    {
        "KEEP_FIRST_N_LAST_M" => Counts(MaskKind.KeepFirstLast, parameters, "first-n", "last-m"),
        "MASK_FIRST_N_LAST_M" => Counts(MaskKind.MaskFirstLast, parameters, "first-n", "last-m"),
        "KEEP_FROM_X_TO_Y" => Counts(MaskKind.KeepRange, parameters, "from-x", "to-y"),
        "MASK_FROM_X_TO_Y" => Counts(MaskKind.MaskRange, parameters, "from-x", "to-y"),
        "MASK_AFTER_SPECIAL_CHARS" => new(MaskKind.MaskAfter, 0, 0, parameters.GetProperty("special-chars").GetString()!),
        "MASK_BEFORE_SPECIAL_CHARS" => new(MaskKind.MaskBefore, 0, 0, parameters.GetProperty("special-chars").GetString()!),
        _ => null,
    };

    private static CharacterMask Counts(MaskKind kind, JsonElement parameters, string from, string to) =>
        new(kind, parameters.GetProperty(from).GetInt32(), parameters.GetProperty(to).GetInt32());
}
