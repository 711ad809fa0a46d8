using System.Text;
using Headroom.Privacy.Masking;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Records;

namespace Headroom.Privacy.Tests.Masking;

/// <summary>What becomes of a text.</summary>
internal sealed record Masked(string Text, IReadOnlyList<FieldFinding> Findings, MaskResult Result)
{
    public static Masked Of(
        string text, FileFormat format, MaskPolicy? policy = null, Func<MaskRun, MaskRun>? with = null) =>
        Of(Encoding.UTF8.GetBytes(text), format, policy, with);

    public static Masked Of(
        byte[] text, FileFormat format, MaskPolicy? policy = null, Func<MaskRun, MaskRun>? with = null)
    {
        var findings = new List<FieldFinding>();
        var run = new MaskRun { Policy = policy ?? PolicyPacks.Default, Format = format, OnFinding = findings.Add };
        if (with is not null) run = with(run);
        using var target = new MemoryStream();
        var result = StreamMask.Run(run, "in", new MemoryStream(text), target, CancellationToken.None);
        return new Masked(Encoding.UTF8.GetString(target.ToArray()), findings, result);
    }
}
