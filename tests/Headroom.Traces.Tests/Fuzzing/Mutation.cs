using System.Text;
using CsCheck;

namespace Headroom.Traces.Tests.Fuzzing;

/// <summary>
/// One way to spoil a file. Positions are taken modulo the length, so that every mutation suits every file.
/// </summary>
internal sealed record Mutation(Mutation.Kind What, int At, int Length, byte[] Bytes, int Word)
{
    private static readonly byte[] Separators = ",|\n\r\""u8.ToArray();

    private static readonly string[] Words =
    [
        "", "-1", "0", "NaN", "Infinity", "-Infinity", "1e308", "1e-400", "99999999999999999999", "9223372036854775807",
        "0x10", "1,5", "\u0661", "UNLIMITED", "Partition_Limit", "INVALID", "Unknown", "None", "CANCELLED by 1001",
        "PENDING", "1-02:03:04", "::", "-", "--:", "9999999-23:59:59", "0001-01-01T00:00:00", "9999-12-31T23:59:59",
        "gres/gpu=-1", "gpu:a100:4(IDX:0-3", "gpu(,)gpu", "123_[8-20%4]", "123+0", "123.batch", "\"", "\"\"", "\"a,b",
        " ", "\t", "\uFEFF", "\U0001F642", "|", "||", ",", "\r", "\n\n", "\0", "id", "JobName",
        "&a ", "*a", "[", "{", "}", "]", "- ", ": ", "? ", "|\n  x", ">", "!!str ", "%YAML 9.9\n", "---", "...", "~", "#",
        "'", "\"\\UFFFFFFFF\"", "{0..9}", "{9..0}", "{0..99999999}", "<<: ", "name: a", "\u2028", "1e3", ".nan",
    ];

    public enum Kind
    {
        FlipBit,
        Cut,
        CutEnd,
        Insert,
        ReplaceField,
        SwapFields,
        DuplicateField,
        DuplicateRange,
    }

    public static Gen<Mutation> Any { get; } = Gen.Select(
        Gen.Int[0, (int)Kind.DuplicateRange],
        Gen.Int[0, int.MaxValue],
        Gen.Int[1, 40],
        Gen.Byte.Array[1, 8],
        Gen.Int[0, Words.Length - 1],
        (kind, at, length, bytes, word) => new Mutation((Kind)kind, at, length, bytes, word));

    public byte[] Apply(byte[] file)
    {
        if (file.Length == 0) return Bytes;

        var at = At % file.Length;
        var end = Math.Min(file.Length, at + Length);
        switch (What)
        {
            case Kind.FlipBit:
                var flipped = file.ToArray();
                flipped[at] ^= (byte)(1 << (Length % 8));
                return flipped;
            case Kind.Cut: return [.. file[..at], .. file[end..]];
            case Kind.CutEnd: return file[..at];
            case Kind.Insert: return [.. file[..at], .. Bytes, .. file[at..]];
            case Kind.DuplicateRange: return [.. file[..end], .. file[at..]];
            default: return ApplyToField(file, at);
        }
    }

    private byte[] ApplyToField(byte[] file, int at)
    {
        var (start, end) = FieldAt(file, at);
        var (otherStart, otherEnd) = FieldAt(file, (at + (Length * 7)) % file.Length);
        var before = file[..start];
        var field = file[start..end];
        var after = file[end..];
        if (What == Kind.ReplaceField) return [.. before, .. Encoding.UTF8.GetBytes(Words[Word]), .. after];
        if (What == Kind.DuplicateField || otherStart <= end)
            return [.. before, .. field, (byte)',', .. field, .. after];

        return [.. before, .. file[otherStart..otherEnd], .. file[end..otherStart], .. field, .. file[otherEnd..]];
    }

    private static (int Start, int End) FieldAt(byte[] file, int at)
    {
        var start = file.AsSpan(0, at).LastIndexOfAny(Separators) + 1;
        var length = file.AsSpan(start).IndexOfAny(Separators);
        return (start, length < 0 ? file.Length : start + length);
    }
}
