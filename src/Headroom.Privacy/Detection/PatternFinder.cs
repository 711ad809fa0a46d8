using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Headroom.Privacy.Patterns;
using Headroom.Privacy.Rules;
using Headroom.Privacy.Validation;

namespace Headroom.Privacy.Detection;

/// <summary>Finds what has a pattern, at a digit. Hot.</summary>
internal sealed class PatternFinder
{
    // Runs of letters and digits longer than this are no number of anybody.
    private const int RunMax = 256;

    // Letters of a word before a number that belong to it, as in "HRB 1234".
    private const int WordMax = 9;

    private static readonly Lazy<(PatternTable Patterns, ContextTable Words)> Tables = new(() =>
    {
        var patterns = new PatternTable(RuleBook.Patterns);
        return (patterns, new ContextTable(patterns));
    });

    private readonly PatternTable _table = Tables.Value.Patterns;
    private readonly Context _context;
    private readonly Window _window = new();
    private readonly float[] _minimum;
    private readonly ulong[] _sure;
    private readonly ulong[] _wanted;
    private readonly ulong[] _allowed;
    private readonly ulong[] _near;
    private readonly bool _asksContext;
    private Finding _best;
    private bool _isNearWords;

    public PatternFinder(DetectorOptions options)
    {
        _context = new Context(Tables.Value.Words, _table.Words);
        _minimum = [.. _table.Rules.Select(rule => options.MinimumOf(rule.Entity))];
        (_sure, _wanted, _allowed) = (new ulong[_table.Words], new ulong[_table.Words], new ulong[_table.Words]);
        _near = new ulong[_table.Words];
        for (var index = 0; index < _table.Rules.Length; index++)
        {
            var rule = _table.Rules[index];
            if (!options.LooksFor(rule.Entity) || rule.ScoreInContext < _minimum[index]) continue;

            _wanted[index / 64] |= 1UL << index % 64;
            if (rule.Score >= _minimum[index]) _sure[index / 64] |= 1UL << index % 64;
        }

        _asksContext = !_sure.AsSpan().SequenceEqual(_wanted);
    }

    /// <summary>Begins with another text.</summary>
    public void Begin() => _context.Reset();

    /// <summary>Adds what begins around <paramref name="at"/>; the place from which to go on.</summary>
    public int Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, int at, int covered, List<Finding> findings)
    {
        var start = Window.StartOf(text, at, Math.Max(covered, at - RunMax));
        _best = default;
        Allow(text, name, at);
        var end = Try(text, name, start, covered);
        TryBefore(text, name, start, covered);
        if (_best.Rule is null) return end;

        return Overlaps.Add(findings, _best) ? _best.End : end;
    }

    private void Allow(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, int at)
    {
        var near = _asksContext ? _context.Near(text, name, at) : default;
        _isNearWords = !near.IsEmpty;
        if (!_isNearWords)
        {
            _sure.CopyTo(_allowed, 0);
            return;
        }

        near.CopyTo(_near);
        for (var word = 0; word < _allowed.Length; word++) _allowed[word] = (_sure[word] | near[word]) & _wanted[word];
    }

    // What stands before a number may begin it: a sign, a bracket, one or two short words, as in zhang_san-88.
    private void TryBefore(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, int start, int covered)
    {
        var at = start;
        for (var signs = 0; signs < 2 && at > covered && text[at - 1] is (byte)'+' or (byte)'(' or (byte)'-'; signs++)
        {
            at--;
            if (at == covered || !Spans.IsAlphanumeric(text[at - 1])) Try(text, name, at, covered);
        }

        at = start;
        for (var words = 0; words < 2 && at > covered + 1 && IsJoint(text[at - 1]); words++)
        {
            var first = at - 1;
            while (first > covered && at - 1 - first < WordMax && (uint)((text[first - 1] | 0x20) - 'a') < 26) first--;
            if (first == at - 1 || first > 0 && Spans.IsAlphanumeric(text[first - 1])) break;
            Try(text, name, first, covered);
            at = first;
        }
    }

    private static bool IsJoint(byte code) => code is (byte)' ' or (byte)'-' or (byte)'_';

    // Tries all patterns at one place. Answers where the first run of letters and digits ends.
    private int Try(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, int start, int covered)
    {
        var window = _window.From(text, start);
        if (window.IsEmpty) return start + 1;

        var run = 0;
        while (run < window.Length && Spans.IsAlphanumeric(window[run])) run++;
        var end = _window.Place(start, Math.Max(run, 1));
        if (run > PatternTable.RunMax || IsPartOfIdentifier(text, start, covered)) return end;

        Span<int> codes = stackalloc int[PatternTable.Depth];
        for (var depth = 0; depth < codes.Length; depth++)
            codes[depth] = depth < window.Length ? window[depth] & 0x7F : PatternTable.EndCode;

        for (var word = 0; word < _allowed.Length; word += Vector256<ulong>.Count)
        {
            var allowed = Vector256.LoadUnsafe(ref _allowed[word]);
            if (allowed == default) continue;

            var left = allowed & At(_table.Run(run), word)
                & At(_table.Place(0, codes[0]), word) & At(_table.Place(1, codes[1]), word)
                    & At(_table.Place(2, codes[2]), word)
                & At(_table.Place(3, codes[3]), word) & At(_table.Place(4, codes[4]), word)
                    & At(_table.Place(5, codes[5]), word);
            if (left == default) continue;

            for (var part = 0; part < Vector256<ulong>.Count; part++)
            {
                for (var bits = left.GetElement(part); bits != 0; bits &= bits - 1)
                    Match(text, window, start, (word + part) * 64 + BitOperations.TrailingZeroCount(bits));
            }
        }

        return end;
    }

    private static Vector256<ulong> At(ReadOnlySpan<ulong> set, int word) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(set), (nuint)word);

    // A further part of a decimal number, of a version or of an identifier in groups.
    private static bool IsPartOfIdentifier(ReadOnlySpan<byte> text, int start, int covered)
    {
        if (start < 2 || text[start - 1] is not ((byte)'.' or (byte)'-')) return false;
        if ((uint)(text[start - 2] - '0') < 10) return start - 1 > covered || covered == 0;

        return start >= 6 && text[start - 1] == '-' && text[start - 6] == '-'
            && Spans.IsAlphanumeric(text[start - 7 < 0 ? 0 : start - 7]);
    }

    private void Match(ReadOnlySpan<byte> text, ReadOnlySpan<byte> window, int start, int index)
    {
        var rule = _table.Rules[index];
        var isNear = _isNearWords && (_near[index / 64] >> index % 64 & 1) != 0;
        if (_best.Rule is not null && (isNear ? rule.ScoreInContext : rule.Score) < _best.Score) return;

        var length = LongestMatch(_table.Patterns[index], window);
        if (length == 0) return;

        var (first, after) = (_window.Place(start, 0), _window.Place(start, length));
        if (rule.Check is { } check && !IsSound(check, window[..length])) return;
        if (rule.Refine is { } refine && (after - first != length || !refine(text, ref first, ref after))) return;

        var score = rule.Score;
        if (isNear && score < rule.ScoreInContext && _context.SpeaksFor(index, first, after))
            score = rule.ScoreInContext;
        if (score < _minimum[index]) return;
        if (_best.Rule is not null
            && (score < _best.Score || score == _best.Score && after - first <= _best.End - _best.Start))
        {
            return;
        }

        _best = new Finding(first, after, rule, score);
    }

    private static int LongestMatch(Pattern pattern, ReadOnlySpan<byte> window)
    {
        var longest = 0;
        var states = pattern.First(window[0]);
        for (var length = 1; states != 0; length++)
        {
            if (pattern.Accepts(states) && IsEnd(window, length)) longest = length;
            if (length == window.Length) break;
            states = pattern.Next(states, window[length]);
        }

        return longest;
    }

    // No letter or digit may follow, and no further part of a number.
    private static bool IsEnd(ReadOnlySpan<byte> window, int length)
    {
        if (length == window.Length) return true;

        var next = window[length];
        if (Spans.IsAlphanumeric(next)) return !Spans.IsAlphanumeric(window[length - 1]);
        return next is not ((byte)'.' or (byte)'-') || length + 1 >= window.Length
            || (uint)(window[length + 1] - '0') >= 10 || (uint)(window[length - 1] - '0') >= 10;
    }

    [SkipLocalsInit]
    private static bool IsSound(Check check, ReadOnlySpan<byte> match)
    {
        Span<byte> compact = stackalloc byte[Window.LengthMax];
        var count = 0;
        foreach (var code in match)
        {
            if ((uint)(code - '0') < 10) compact[count++] = code;
            else if ((uint)((code | 0x20) - 'a') < 26) compact[count++] = (byte)(code & 0xDF);
        }

        return count > 0 && check(compact[..count]);
    }
}
