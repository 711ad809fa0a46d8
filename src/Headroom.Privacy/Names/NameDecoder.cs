using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Headroom.Privacy.Names;

/// <summary>
/// The best row of tags for a sentence (Viterbi 1967), eight tags at a time. Hot: one for each thread.
/// </summary>
internal sealed class NameDecoder
{
    // What no row of tags may hold: far below all sums of weights, far above the least number.
    private const short Never = -8_000;

    private readonly sbyte[] _weights;
    private readonly Vector128<short>[] _transitions = new Vector128<short>[NameModel.Tags];
    private readonly Vector128<short>[] _emissions = new Vector128<short>[NameTokens.CountMax];
    private readonly Vector128<short>[] _origins = new Vector128<short>[NameTokens.CountMax];

    public NameDecoder(NameModel model)
    {
        _weights = model.Weights;
        for (var before = 0; before < NameModel.Tags; before++)
        {
            var row = model.Transitions.AsSpan(before * NameModel.Tags, NameModel.Tags).ToArray();
            for (var tag = 0; tag < row.Length; tag++)
            {
                if (!MayFollow((NameTag)before, (NameTag)tag)) row[tag] = Never;
            }

            _transitions[before] = Vector128.Create(row);
        }
    }

    /// <summary>Tags of the last sentence, as many as it has tokens.</summary>
    public NameTag[] Tags { get; } = new NameTag[NameTokens.CountMax];

    /// <summary>Whether a tag may stand behind another: only what begins goes on.</summary>
    public static bool MayFollow(NameTag before, NameTag tag) => tag switch
    {
        NameTag.PersonInside => before is NameTag.PersonBegin or NameTag.PersonInside,
        NameTag.AddressInside => before is NameTag.AddressBegin or NameTag.AddressInside,
        NameTag.PlaceInside => before is NameTag.PlaceBegin or NameTag.PlaceInside,
        _ => true,
    };

    /// <summary>Fills <see cref="Tags"/> for a sentence.</summary>
    [SkipLocalsInit]
    public void Decode(NameTokens tokens, FieldKind field)
    {
        Span<ushort> slots = stackalloc ushort[NameFeatures.Count];
        var best = Vector128.Create((short)0, Never, Never, Never, Never, Never, Never, Never);
        for (var index = 0; index < tokens.Count; index++)
        {
            NameFeatures.Of(tokens, index, field, slots);
            var emission = Emission(slots);
            _emissions[index] = emission;
            var (score, origin) = (Vector128.Create(best.GetElement(0)) + _transitions[0], Vector128<short>.Zero);
            for (var before = 1; before < NameModel.Tags; before++)
            {
                var way = Vector128.Create(best.GetElement(before)) + _transitions[before];
                var isBetter = Vector128.GreaterThan(way, score);
                score = Vector128.Max(way, score);
                origin = Vector128.ConditionalSelect(isBetter, Vector128.Create((short)before), origin);
            }

            score += emission;
            _origins[index] = origin;

            // Only differences matter; without this, long sentences leave the range of short numbers.
            best = Vector128.Max(score - Vector128.Create(Largest(score)), Vector128.Create((short)(2 * Never)));
        }

        Follow(best, tokens.Count);
    }

    /// <summary>
    /// How much the tags of a row of tokens speak for themselves rather than for nothing, a token on average, in steps
    /// of weights.
    /// </summary>
    public int Margin(int first, int after)
    {
        var sum = 0;
        for (var index = first; index < after; index++)
            sum += _emissions[index].GetElement((int)Tags[index]) - _emissions[index].GetElement(0);
        return sum / (after - first);
    }

    private Vector128<short> Emission(ReadOnlySpan<ushort> slots)
    {
        ref var weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        var sum = Vector128<short>.Zero;
        foreach (var slot in slots)
        {
            ref var first = ref Unsafe.Add(ref weights, slot * NameModel.Tags);
            var eight = Unsafe.ReadUnaligned<long>(ref Unsafe.As<sbyte, byte>(ref first));
            sum += Vector128.WidenLower(Vector128.CreateScalar(eight).AsSByte());
        }

        return sum;
    }

    private void Follow(Vector128<short> best, int count)
    {
        var tag = 0;
        for (var other = 1; other < NameModel.Tags; other++)
        {
            if (best.GetElement(other) > best.GetElement(tag)) tag = other;
        }

        for (var index = count - 1; index >= 0; index--)
        {
            Tags[index] = (NameTag)tag;
            tag = _origins[index].GetElement(tag);
        }
    }

    private static short Largest(Vector128<short> values)
    {
        values = Vector128.Max(values, Vector128.Shuffle(values, Vector128.Create((short)4, 5, 6, 7, 0, 1, 2, 3)));
        values = Vector128.Max(values, Vector128.Shuffle(values, Vector128.Create((short)2, 3, 0, 1, 6, 7, 4, 5)));
        values = Vector128.Max(values, Vector128.Shuffle(values, Vector128.Create((short)1, 0, 3, 2, 5, 4, 7, 6)));
        return values.ToScalar();
    }
}
