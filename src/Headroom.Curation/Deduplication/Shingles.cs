using System.Buffers.Binary;
using System.Text;
using Headroom.Curation.Text;

namespace Headroom.Curation.Deduplication;

/// <summary>
/// Hashes of all runs of so many words of a text. For this, words are runs of lower-cased letters and digits. In a text
/// of a script that writes no spaces every letter and digit is a word of its own, Latin ones too.
/// </summary>
internal sealed class Shingles(int length)
{
    private const ulong Base = 0x9E3779B97F4A7C15;

    // A text is of such a script when one byte of so many belongs to it.
    private const int WithoutSpacesShare = 50;

    private static readonly byte[] Lowered = BuildTable();

    private readonly ulong[] _window = new ulong[length];
    private readonly ulong _leaving = Power(length);
    private ulong[] _hashes = new ulong[1024];
    private ulong _sum;
    private int _words;
    private bool _isByCharacter;

    /// <summary>Whether the last text was of a script that writes no spaces.</summary>
    public bool IsByCharacter => _isByCharacter;

    /// <summary>
    /// One hash for each run, in the order of the text; a text of fewer words has one for all of them.
    /// </summary>
    public ReadOnlySpan<ulong> Of(ReadOnlySpan<byte> text)
    {
        if (_hashes.Length < text.Length + 1) _hashes = new ulong[Math.Max(text.Length + 1, 2 * _hashes.Length)];

        Array.Clear(_window);
        _sum = 0;
        _words = 0;
        _isByCharacter = IsWithoutSpaces(text);
        Read(text);
        if (_words >= length) return _hashes.AsSpan(0, _words - length + 1);

        _hashes[0] = ByteHash.Mix(_sum);
        return _hashes.AsSpan(0, _words == 0 ? 0 : 1);
    }

    private void Read(ReadOnlySpan<byte> text)
    {
        var word = 0UL;
        for (var index = 0; index < text.Length;)
        {
            var one = text[index];
            if (one >= 128)
            {
                ReadBeyond(Utf8.Next(text, ref index), ref word);
            }
            else if (Lowered[one] == 0)
            {
                index++;
                if (word != 0) End(ref word);
            }
            else if (_isByCharacter)
            {
                index++;
                word = Longer(0, Lowered[one]);
                End(ref word);
            }
            else
            {
                ReadRun(text, ref index, ref word);
            }
        }

        if (word != 0) End(ref word);
    }

    // Letters and digits of ASCII: a word of them alone is hashed eight bytes at a time.
    private void ReadRun(ReadOnlySpan<byte> text, ref int index, ref ulong word)
    {
        var start = index;
        while (index < text.Length && text[index] < 128 && Lowered[text[index]] != 0) index++;

        var run = text[start..index];
        if (word == 0 && !GoesOn(text, index))
        {
            word = HashOf(run);
            End(ref word);
            return;
        }

        foreach (var one in run) word = Longer(word, Lowered[one]);
    }

    private static bool GoesOn(ReadOnlySpan<byte> text, int index)
    {
        if (index >= text.Length || text[index] < 128) return false;

        var code = Utf8.Next(text, ref index);
        var kinds = Characters.Of(code);
        return IsCombining(code)
            || ((kinds & (CharacterKinds.Letter | CharacterKinds.Digit)) != 0 && !IsAlone(code, kinds));
    }

    // Letters become small ones by one bit; digits have it.
    private static ulong HashOf(ReadOnlySpan<byte> run)
    {
        const ulong Small = 0x2020202020202020;
        var hash = (ulong)run.Length;
        for (; run.Length > 8; run = run[8..])
            hash = ByteHash.Mix(hash * Base ^ (BinaryPrimitives.ReadUInt64LittleEndian(run) | Small));
        return ByteHash.Mix(hash * Base ^ (ByteHash.Short(run) | Small)) | 1;
    }

    private static ulong Longer(ulong word, int code)
    {
        word = (word + (ulong)code) * Base;
        return word ^ (word >> 32);
    }

    private void ReadBeyond(int code, ref ulong word)
    {
        var kinds = Characters.Of(code);
        if ((kinds & (CharacterKinds.Letter | CharacterKinds.Digit)) == 0)
        {
            // Marks above letters belong to their word.
            if (word != 0 && !IsCombining(code)) End(ref word);
            return;
        }

        if (IsAlone(code, kinds))
        {
            if (word != 0) End(ref word);
            word = (ulong)code * Base;
            End(ref word);
            return;
        }

        if ((kinds & CharacterKinds.Upper) != 0) code = Rune.ToLowerInvariant(new Rune(code)).Value;
        word = Longer(word, code);
        if (_isByCharacter) End(ref word);
    }

    // Han characters take three bytes, and begin with one of these.
    private static bool IsWithoutSpaces(ReadOnlySpan<byte> text)
    {
        var leads = 0;
        foreach (var one in text)
        {
            if (one is >= 0xE3 and <= 0xE9) leads++;
        }

        return leads * 3L * WithoutSpacesShare > text.Length;
    }

    private void End(ref ulong word)
    {
        // The window is a number in base Base: what leaves is taken off, what comes is added.
        ref var slot = ref _window[_words % length];
        _sum = _sum * Base + word - slot * _leaving;
        slot = word;
        word = 0;
        if (++_words >= length) _hashes[_words - length] = ByteHash.Mix(_sum);
    }

    private static bool IsAlone(int code, CharacterKinds kinds) =>
        (kinds & CharacterKinds.Han) != 0
        || code is (>= 0x3041 and <= 0x30FF) or (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F)
            or (>= 0x1780 and <= 0x17FF);

    private static bool IsCombining(int code) => code is >= 0x300 and <= 0x36F;

    private static ulong Power(int exponent)
    {
        var power = 1UL;
        for (var times = 0; times < exponent; times++) power *= Base;
        return power;
    }

    private static byte[] BuildTable()
    {
        var table = new byte[128];
        for (var code = 0; code < 128; code++)
        {
            if (char.IsAsciiLetterOrDigit((char)code)) table[code] = (byte)char.ToLowerInvariant((char)code);
        }

        return table;
    }
}
