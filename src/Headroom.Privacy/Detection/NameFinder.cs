using Headroom.Privacy.Names;
using Headroom.Privacy.Rules;

namespace Headroom.Privacy.Detection;

/// <summary>Finds names of people, addresses and places, sentence by sentence. Hot.</summary>
internal sealed class NameFinder
{
    // Half of what is surely right is surer than this many steps of weights a token.
    private const float Doubt = 160;

    private readonly NameTokens _tokens = new(NameLexicon.Shared);
    private readonly NameDecoder _decoder;
    private readonly List<Finding> _names = [];
    private readonly SettledNames _settled;
    private readonly Rule?[] _rules = new Rule?[NameModel.Tags];
    private readonly float[] _minimum = new float[NameModel.Tags];
    private byte[] _field = [];
    private FieldKind _kind;

    private NameFinder(DetectorOptions options, NameModel model)
    {
        _decoder = new NameDecoder(model);
        _settled = new SettledNames(_names, ReadAll);
        foreach (var (tag, rule) in Tags)
        {
            if (!LooksFor(options, rule)) continue;
            (_rules[(int)tag], _minimum[(int)tag]) = (rule, options.MinimumOf(rule.Entity));
        }
    }

    /// <summary>What tags are found as.</summary>
    public static IReadOnlyList<(NameTag Tag, Rule Rule)> Tags { get; } =
    [
        (NameTag.PersonBegin, RuleBook.Person), (NameTag.AddressBegin, RuleBook.Address),
        (NameTag.PlaceBegin, RuleBook.Place),
    ];

    /// <summary>A finder of what the options ask for; null where they ask for none of it.</summary>
    public static NameFinder? For(DetectorOptions options) =>
        options.FindsNames && Tags.Any(pair => LooksFor(options, pair.Rule))
            ? new NameFinder(options, options.Names ?? NameModel.Shared)
            : null;

    /// <summary>Adds names to the findings of a text, which are in order.</summary>
    public void Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, List<Finding> findings)
    {
        if (!name.SequenceEqual(_field))
        {
            _field = name.ToArray();
            _kind = FieldKinds.Of(name);
        }

        _names.Clear();
        var (next, start, first) = (0, 0, 0);
        for (var at = 0; at < text.Length;)
        {
            // Where a name ended the sentence before, masking it joins the two.
            var goesOn = first < _names.Count && _names[^1].End >= at - 1;
            if (!goesOn) (start, first) = (at, _names.Count);
            at = _tokens.Read(text, at);
            Collect();
            while (next < findings.Count && findings[next].End <= start) next++;
            var hasNumber = next < findings.Count && findings[next].Start < at;
            if (_names.Count > first || hasNumber) _settled.Settle(text, start, at, first, findings, next);
        }

        if (_names.Count > 0) _settled.Merge(findings);
    }

    public static bool LooksFor(DetectorOptions options, Rule rule) =>
        options.LooksFor(rule.Entity) && rule.ScoreInContext >= options.MinimumOf(rule.Entity);

    private void ReadAll(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length;)
        {
            at = _tokens.Read(text, at);
            Collect();
        }
    }

    private void Collect()
    {
        if (!_tokens.MayHold && _kind == FieldKind.Any || _tokens.Count == 0) return;

        _decoder.Decode(_tokens, _kind);
        for (var index = 0; index < _tokens.Count;)
        {
            var first = index++;
            var tag = _decoder.Tags[first];
            if (tag == NameTag.None) continue;

            while (index < _tokens.Count && _decoder.Tags[index] == tag + 1 && tag != NameTag.Organisation) index++;
            if (_rules[(int)tag] is not { } rule) continue;

            var margin = Math.Max(0, _decoder.Margin(first, index));
            var score = rule.Score + (rule.ScoreInContext - rule.Score) * margin / (margin + Doubt);
            score *= Sound(tag, first, index);
            if (score == 0 || score < _minimum[(int)tag]) continue;
            _names.Add(new Finding(_tokens.Starts[first], _tokens.Ends[index - 1], rule, score));
        }
    }

    // No address is without numbers and words of addresses; a name has names in it, and no common words or digits. How
    // much of the score is left, from 0 to 1.
    private float Sound(NameTag tag, int first, int after)
    {
        const int WordsMax = 9;
        const float Unheard = 0.6f;
        if (tag == NameTag.PlaceBegin) return 1;

        if (tag == NameTag.AddressBegin)
        {
            if (_kind == FieldKind.Address) return 1;

            var ofAddress = 0;
            for (var index = first; index < after; index++) ofAddress += _tokens.IsOfAddress(index) ? 1 : 0;
            return ofAddress > 0 && after - first > 1 ? 1 : 0;
        }

        if (_kind == FieldKind.Person) return 1;

        var best = NamePart.Never;
        for (var index = first; index < after; index++)
        {
            var part = _tokens.PartOf(index);
            if (part == NamePart.Never) return 0;

            // The family's name is the first of a Chinese name.
            if (part > best && (index == first || !_tokens.IsHan(index))) best = part;
        }

        return best == NamePart.Beside || after - first > WordsMax ? 0 : best == NamePart.Unknown ? Unheard : 1;
    }
}
