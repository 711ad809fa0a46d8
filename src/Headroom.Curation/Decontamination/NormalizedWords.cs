using Headroom.Curation.Text;

namespace Headroom.Curation.Decontamination;

/// <summary>
/// Words between white space with a hash of what is left of them without ASCII punctuation and capitals, as the Janitor
/// of lm-evaluation-harness compares them.
/// </summary>
internal ref struct NormalizedWords(ReadOnlySpan<byte> text)
{
    private const ulong Odd = 0x9E3779B97F4A7C15;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _next;

    /// <summary>First byte of the word.</summary>
    public int Start { get; private set; }

    /// <summary>The byte behind the word.</summary>
    public int End { get; private set; }

    /// <summary>Hash of the word; 0 when nothing is left of it.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Moves to the next word.</summary>
    public bool MoveNext()
    {
        var hash = 0UL;
        var start = -1;
        while (_next < _text.Length)
        {
            var at = _next;
            int one = _text[_next];
            if (one < 128)
            {
                _next++;
                if (one is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
                {
                    if (start < 0) start = at;
                    hash = Mixed(hash, one);
                    continue;
                }

                if (Utf8.IsSpace(one))
                {
                    if (start < 0) continue;
                    return Ends(start, at, hash);
                }

                if (start < 0) start = at;
                if (one is >= 'A' and <= 'Z') hash = Mixed(hash, one | 0x20);
                else if (one < 0x21 || one == 127) hash = Mixed(hash, one);
                continue;
            }

            var code = Utf8.Next(_text, ref _next);
            if (Utf8.IsSpace(code))
            {
                if (start < 0) continue;
                return Ends(start, at, hash);
            }

            if (start < 0) start = at;
            hash = Mixed(hash, code);
        }

        return start >= 0 && Ends(start, _text.Length, hash);
    }

    private bool Ends(int start, int end, ulong hash)
    {
        (Start, End, Hash) = (start, end, hash);
        return true;
    }

    private static ulong Mixed(ulong hash, int code)
    {
        hash = (hash + (ulong)code + 1) * Odd;
        return hash ^ (hash >> 32);
    }
}
