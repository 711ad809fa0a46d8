using System.Buffers;

namespace Headroom.Curation.Text;

/// <summary>
/// Sentences as NLTK's Punkt finds them without training: a full stop, question or exclamation mark that another token
/// follows ends one, but for initials, numbers before small letters, and dots in a row. Spans leave out the space
/// between.
/// </summary>
internal ref struct PunktSentences(ReadOnlySpan<byte> text)
{
    private static readonly SearchValues<byte> Ends = SearchValues.Create(".?!"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _start;
    private int _search;
    private bool _isDone;

    /// <summary>First byte of the sentence.</summary>
    public int Start { get; private set; }

    /// <summary>The byte behind the sentence.</summary>
    public int End { get; private set; }

    /// <summary>Number of sentences in a text.</summary>
    public static int CountIn(ReadOnlySpan<byte> text)
    {
        var count = 0;
        for (var sentences = new PunktSentences(text); sentences.MoveNext();) count++;
        return count;
    }

    /// <summary>Moves to the next sentence that is not empty.</summary>
    public bool MoveNext()
    {
        while (!_isDone)
        {
            Start = _start;
            if (FindBreak(out var end, out var next))
            {
                // Closing marks behind the break still belong to the sentence.
                var closed = ClosersAt(next);
                End = closed > next ? TrimmedEnd(next, closed) : end;
                _start = closed;
            }
            else
            {
                _isDone = true;
                End = Math.Max(Start, Utf8.TrimEnd(_text).Length);
            }

            if (End > Start) return true;
        }

        return false;
    }

    // A break ends at the byte behind its mark; the next sentence begins with the token after it.
    private bool FindBreak(out int end, out int next)
    {
        while (_search < _text.Length)
        {
            var found = _text[_search..].IndexOfAny(Ends);
            if (found < 0) break;

            var from = RunStart(_search + found, _search);
            var to = RunEnd(_search + found);
            if (IsCandidate(from, to, out end, out next, out var isSpaced))
            {
                _search = end;
                var after = isSpaced ? RunEnd(next) : next + 1;
                if (Breaks(_text[from..end], _text[next..after])) return true;
            }
            else
            {
                _search = to;
            }
        }

        end = next = 0;
        _search = _text.Length;
        return false;
    }

    // Of the marks in a run without white space, the last one that a mark or another token follows.
    private readonly bool IsCandidate(int from, int to, out int end, out int next, out bool isSpaced)
    {
        for (var index = to - 1; index >= from; index--)
        {
            if (!Ends.Contains(_text[index])) continue;

            end = index + 1;
            isSpaced = end == to;
            next = isSpaced ? SkipSpace(end) : end;
            if (isSpaced ? next < _text.Length : PunktTokens.IsMark(_text[end])) return true;
        }

        end = next = 0;
        isSpaced = false;
        return false;
    }

    // Any token that ends a sentence and is not the last one looked at, which is all of the next run when space
    // follows.
    private static bool Breaks(ReadOnlySpan<byte> run, ReadOnlySpan<byte> after)
    {
        var token = run[..PunktTokens.LengthOfFirst(run)];
        run = run[token.Length..];
        while (true)
        {
            if (run.IsEmpty)
            {
                if (after.IsEmpty) return false;

                run = after;
                after = [];
            }

            var follower = run[..PunktTokens.LengthOfFirst(run)];
            if (EndsSentence(token, follower)) return true;
            run = run[follower.Length..];
            token = follower;
        }
    }

    private static bool EndsSentence(ReadOnlySpan<byte> token, ReadOnlySpan<byte> follower)
    {
        if (token.Length == 1 && token[0] is (byte)'?' or (byte)'!') return true;
        if (token[^1] != '.' || (token.Length > 1 && token[^2] == '.')) return false;
        if (token.Length == 1) return true;

        var isInitial = PunktTokens.IsInitial(token);
        if (!isInitial && !PunktTokens.IsNumber(token)) return true;
        if (follower.Length == 1 && ";:,.!?"u8.Contains(follower[0])) return false;
        if (PunktTokens.BeginsWith(follower, CharacterKinds.Lower)) return false;
        return !isInitial || !PunktTokens.BeginsWith(follower, CharacterKinds.Upper);
    }

    // Closing quotes and brackets up to white space, two dashes or the end of a line.
    private readonly int ClosersAt(int start)
    {
        var index = start;
        while (index < _text.Length && "\"')]}"u8.Contains(_text[index])) index++;
        for (var end = start + 1; end <= index; end++)
        {
            var space = SkipSpace(end);
            if (space > end) return space;
            if (end == _text.Length || _text[end] == '\n' || _text[end..].StartsWith("--"u8)) return end;
        }

        return start;
    }

    private readonly int TrimmedEnd(int start, int end) => start + Utf8.TrimEnd(_text[start..end]).Length;

    private readonly int SkipSpace(int index)
    {
        while (index < _text.Length)
        {
            var next = index;
            if (!Utf8.IsSpace(Utf8.Next(_text, ref next))) break;
            index = next;
        }

        return index;
    }

    private readonly int RunStart(int index, int least)
    {
        while (index > least)
        {
            var start = index - 1;
            if (_text[start] is > 32 and < 127)
            {
                index = start;
                continue;
            }

            if (Utf8.IsSpace(Utf8.Last(_text, index, out start))) break;
            index = start;
        }

        return index;
    }

    private readonly int RunEnd(int index)
    {
        while (index < _text.Length)
        {
            if (_text[index] is > 32 and < 127)
            {
                index++;
                continue;
            }

            var next = index;
            if (Utf8.IsSpace(Utf8.Next(_text, ref next))) break;
            index = next;
        }

        return index;
    }
}
