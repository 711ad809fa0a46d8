using System.Buffers;
using System.Text;

namespace Headroom.Privacy.Operators;

/// <summary>
/// The first 80 bits of a keyed hash as an entity's name, a sign and twenty letters, such as
/// <c>&lt;CN_MOBILE:bcdf…&gt;</c>. No digits among them: it is never found as something else.
/// </summary>
internal static class LetterCode
{
    /// <summary>Bytes of the hash that it tells.</summary>
    public const int Bytes = 10;

    /// <summary>Letters that it has.</summary>
    public const int Letters = 2 * Bytes;

    /// <summary>The sign of a pseudonym, which nobody can undo.</summary>
    public const byte Pseudonym = (byte)':';

    /// <summary>The sign of a token, which its map undoes.</summary>
    public const byte Token = (byte)'#';

    // Sixteen kinds.
    private static ReadOnlySpan<byte> Alphabet => "bcdfghjklmnpqrst"u8;

    /// <summary>Writes a code.</summary>
    public static void Write(string entity, byte sign, ReadOnlySpan<byte> hash, IBufferWriter<byte> output)
    {
        var place = output.GetSpan(entity.Length + Letters + 3);
        var length = Encoding.ASCII.GetBytes(entity, place[1..]) + 2;
        (place[0], place[length - 1]) = ((byte)'<', sign);
        for (var index = 0; index < Letters; index++)
            place[length++] = Alphabet[hash[index / 2] >> 4 * (index % 2) & 15];

        place[length++] = (byte)'>';
        output.Advance(length);
    }

    /// <summary>The bits that twenty letters tell; false where these are none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> letters, Span<byte> hash)
    {
        if (letters.Length != Letters) return false;

        hash[..Bytes].Clear();
        for (var index = 0; index < Letters; index++)
        {
            var value = Alphabet.IndexOf(letters[index]);
            if (value < 0) return false;
            hash[index / 2] |= (byte)(value << 4 * (index % 2));
        }

        return true;
    }
}
