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
    private ulong _window;

    /// <summary>Letters read so far.</summary>
    public long Letters { get; private set; }

    /// <summary>Those of scripts that no model knows.</summary>
    public long ForeignLetters { get; private set; }

    /// <summary>Begins a text.</summary>
    public void Begin()
    {
        _window = LetterTable.Gap;
        Letters = 0;
        ForeignLetters = 0;
    }

    /// <summary>Rows of the next runs of the text; none at its end.</summary>
    /// <param name="text">The text, in valid UTF-8.</param>
    /// <param name="index">Where to go on, moved behind what was read.</param>
    public ReadOnlySpan<ushort> Next(ReadOnlySpan<byte> text, ref int index)
    {
        var letters = LetterTable.Letters;
        var rows = _rows;
        var window = _window;
        var count = 0;
        while (index < text.Length && count < Chunk)
        {
            var code = Utf8.Next(text, ref index);
            var letter = code < letters.Length ? letters[code] : LetterTable.Gap;
            if (letter <= LetterTable.Gap)
            {
                if (letter == LetterTable.Foreign) ForeignLetters++;
                if ((ushort)window == LetterTable.Gap) continue;
                letter = LetterTable.Gap;
            }
            else
            {
                Letters++;
            }

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
