using System.Runtime.CompilerServices;

namespace Headroom.Privacy.Patterns;

/// <summary>
/// A row of at most 64 places, matched by the extended Shift-And of Navarro and Raffinot (Flexible Pattern Matching in
/// Strings, section 4.3): one step of bit arithmetic a character, never back. Hot: no allocation.
/// </summary>
internal sealed class Pattern
{
    /// <summary>Most places of a row.</summary>
    public const int PlacesMax = 64;

    private readonly byte[] _class = new byte[256];
    private readonly ulong[] _bits;
    private readonly ulong _repeated;
    private readonly ulong _optional;
    private readonly ulong _start;
    private readonly ulong _accept;

    public Pattern(IReadOnlyList<PatternPlace> places)
    {
        if (places.Count is 0 or > PlacesMax)
            throw new FormatException($"a pattern has {places.Count} places; 1 to {PlacesMax} are possible");

        var isOptional = places.Select(place => place.IsOptional).ToArray();
        for (var place = 0; place < places.Count; place++)
        {
            if (places[place].IsRepeated) _repeated |= 1UL << place;
            if (isOptional[place]) _optional |= 1UL << place;
            if (isOptional[..place].All(optional => optional)) _start |= 1UL << place;
            if (isOptional[(place + 1)..].All(optional => optional)) _accept |= 1UL << place;
        }

        _bits = Classes(places);
    }

    /// <summary>States after the first character <paramref name="code"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong First(byte code) => _start & _bits[_class[code]];

    /// <summary>States after one more character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next(ulong states, byte code) => (Follow(states) | states & _repeated) & _bits[_class[code]];

    /// <summary>Whether the pattern may end here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Accepts(ulong states) => (states & _accept) != 0;

    /// <summary>States that may come first.</summary>
    public ulong Start => _start;

    /// <summary>States that may come after <paramref name="states"/>, whatever the character.</summary>
    public ulong After(ulong states) => Follow(states) | states & _repeated;

    /// <summary>States among <paramref name="states"/> that take <paramref name="code"/>.</summary>
    public ulong Taking(ulong states, byte code) => states & _bits[_class[code]];

    // A place is followed by the next one, and by all up to the first that may not be missing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Follow(ulong states)
    {
        var next = states << 1;
        if ((next & _optional) == 0) return next;

        // Blocks of optional places are short: a few steps.
        var reached = next & _optional;
        while (reached != 0)
        {
            var step = reached << 1;
            next |= step;
            reached = step & _optional;
        }

        return next;
    }

    private ulong[] Classes(IReadOnlyList<PatternPlace> places)
    {
        var known = new List<ulong> { 0 };
        for (var code = 0; code < 128; code++)
        {
            var bits = 0UL;
            for (var place = 0; place < places.Count; place++)
            {
                if (places[place].Set.Contains(code)) bits |= 1UL << place;
            }

            var index = known.IndexOf(bits);
            if (index < 0)
            {
                index = known.Count;
                known.Add(bits);
            }

            _class[code] = (byte)index;
        }

        return [.. known];
    }
}
