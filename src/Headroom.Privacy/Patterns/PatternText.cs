namespace Headroom.Privacy.Patterns;

/// <summary>One place of a pattern: which characters, and whether it may be missing or repeated.</summary>
internal readonly record struct PatternPlace(AsciiSet Set, bool IsOptional, bool IsRepeated);

/// <summary>
/// Reads the small language of patterns: characters, <c>\d</c>, sets in brackets, groups with alternatives, and the
/// repeats <c>? + * {n} {m,n}</c>. Each alternative becomes a row of places, so that matching never goes back.
/// </summary>
internal ref struct PatternText(string text)
{
    private int _at;
    private bool _isAnyCase;

    /// <summary>All rows of places that <paramref name="pattern"/> stands for.</summary>
    public static IReadOnlyList<IReadOnlyList<PatternPlace>> Rows(string pattern)
    {
        var reader = new PatternText(pattern);
        if (pattern.StartsWith("(?i)", StringComparison.Ordinal)) (reader._at, reader._isAnyCase) = (4, true);

        var rows = reader.Alternatives();
        return reader._at == pattern.Length ? rows : throw reader.Fault("a parenthesis too many");
    }

    private List<List<PatternPlace>> Alternatives()
    {
        var rows = Sequence();
        while (_at < text.Length && text[_at] == '|')
        {
            _at++;
            rows.AddRange(Sequence());
        }

        return rows;
    }

    private List<List<PatternPlace>> Sequence()
    {
        List<List<PatternPlace>> rows = [[]];
        while (_at < text.Length && text[_at] is not ('|' or ')')) rows = Joined(rows, Item());
        return rows;
    }

    private List<List<PatternPlace>> Item()
    {
        if (text[_at] != '(') return RepeatedSet(Set());

        _at++;
        var group = Alternatives();
        if (_at >= text.Length || text[_at] != ')') throw Fault("a group has no end");
        _at++;
        var (least, most, isEndless) = Repeat();
        if (isEndless) throw Fault("a group may not repeat without end");

        List<List<PatternPlace>> rows = [];
        List<List<PatternPlace>> power = [[]];
        for (var count = 0; count <= most; count++)
        {
            if (count >= least) rows.AddRange(power);
            if (count < most) power = Joined(power, group);
        }

        return rows;
    }

    private List<List<PatternPlace>> RepeatedSet(AsciiSet set)
    {
        var (least, most, isEndless) = Repeat();
        var row = new List<PatternPlace>();
        for (var count = 0; count < least; count++)
            row.Add(new PatternPlace(set, false, isEndless && count == least - 1));

        if (isEndless && least == 0) row.Add(new PatternPlace(set, true, true));
        for (var count = least; !isEndless && count < most; count++) row.Add(new PatternPlace(set, true, false));
        return [row];
    }

    private AsciiSet Set()
    {
        var set = text[_at] == '[' ? Bracketed() : One();
        return _isAnyCase ? set.AnyCase() : set;
    }

    private AsciiSet One()
    {
        var character = text[_at++];
        if (character != '\\') return AsciiSet.Of(character);

        character = text[_at++];
        return character == 'd' ? AsciiSet.Digits : AsciiSet.Of(character);
    }

    private AsciiSet Bracketed()
    {
        _at++;
        var set = default(AsciiSet);
        while (text[_at] != ']')
        {
            var isClass = text[_at] == '\\' && text[_at + 1] == 'd';
            var first = text[_at];
            var one = One();
            if (first == '\\') first = text[_at - 1];
            if (!isClass && text[_at] == '-' && text[_at + 1] != ']')
            {
                one = AsciiSet.Range(first, text[_at + 1]);
                _at += 2;
            }

            set |= one;
        }

        _at++;
        return set;
    }

    private (int Least, int Most, bool IsEndless) Repeat()
    {
        if (_at >= text.Length) return (1, 1, false);
        switch (text[_at])
        {
            case '?':
                _at++;
                return (0, 1, false);
            case '+':
                _at++;
                return (1, 1, true);
            case '*':
                _at++;
                return (0, 0, true);
            case '{':
                var end = text.IndexOf('}', _at);
                var parts = text[(_at + 1)..end].Split(',');
                _at = end + 1;
                return (Number(parts[0]), Number(parts[^1]), false);
            default:
                return (1, 1, false);
        }
    }

    private static int Number(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    private static List<List<PatternPlace>> Joined(List<List<PatternPlace>> before, List<List<PatternPlace>> after) =>
        [.. before.SelectMany(_ => after, (one, other) => (List<PatternPlace>)[.. one, .. other])];

    private readonly FormatException Fault(string why) => new($"pattern '{text}': {why} at {_at}");
}
