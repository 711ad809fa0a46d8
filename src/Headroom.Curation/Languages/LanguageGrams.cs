using Headroom.Curation.Text;

namespace Headroom.Curation.Languages;

/// <summary>
/// Runs of two, three and four letters of a text, gaps between words among them, as rows of a model; of scripts without
/// spaces single letters and pairs (n-grams after Cavnar and Trenkle 1994, hashed). Belongs to one thread.
/// </summary>
internal sealed class LanguageGrams
{
    /// <summary>Rows that runs are spread over.</summary>
    public const int Rows = 1 << RowBits;

    private const int RowBits = 16;
    private const int Chunk = 4096;
    private const ulong OfOne = 0x9E3779B97F4A7C15;
    private const ulong OfTwo = 0xC2B2AE3D27D4EB4F;
    private const ulong OfThree = 0x165667B19E3779F9;
    private const ulong OfFour = 0xD6E8FEB86659FD93;

    private readonly ushort[] _rows = new ushort[Chunk + 4];
    private readonly long[] _counts = new long[(int)Script.Hangul + 1];
    private ulong _window;

    /// <summary>
    /// The script that says most of what was read so far: a Han character or a syllable says as much as four letters.
    /// </summary>
    public Script MainScript
    {
        get
        {
            var main = Script.None;
            var most = 0L;
            for (var script = Script.Foreign; script <= Script.Hangul; script++)
            {
                var weight = _counts[(int)script] * (script >= Script.Han ? 4 : 1);
                if (weight > most) (most, main) = (weight, script);
            }

            return main;
        }
    }

    /// <summary>Begins a text.</summary>
    public void Begin()
    {
        _window = LetterTable.Gap;
        Array.Clear(_counts);
    }

    /// <summary>Rows of the next runs of the text; none at its end.</summary>
    /// <param name="text">The text, in valid UTF-8.</param>
    /// <param name="index">Where to go on, moved behind what was read.</param>
    public ReadOnlySpan<ushort> Next(ReadOnlySpan<byte> text, ref int index)
    {
        var letters = LetterTable.Letters;
        var scripts = LetterTable.Scripts;
        var counts = _counts;
        var rows = _rows;
        var window = _window;
        var count = 0;
        while (index < text.Length && count < Chunk)
        {
            var code = Utf8.Next(text, ref index);
            if (code >= letters.Length) code = LetterTable.Gap;
            counts[(int)scripts[code]]++;
            var letter = letters[code];
            if (letter == LetterTable.Gap && (ushort)window == LetterTable.Gap) continue;

            window = (window << 16) | letter;
            if (LetterTable.IsAlone(letter))
            {
                rows[count++] = Row(letter * OfOne);
                rows[count++] = Row((uint)window * OfTwo);
                continue;
            }

            rows[count++] = Row((uint)window * OfTwo);
            rows[count++] = Row((window & 0xFFFF_FFFF_FFFF) * OfThree);
            rows[count++] = Row(window * OfFour);
        }

        _window = window;
        return rows.AsSpan(0, count);
    }

    private static ushort Row(ulong product) => (ushort)((product ^ (product >> 29)) * OfOne >> (64 - RowBits));
}
