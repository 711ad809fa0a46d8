using System.Diagnostics;
using System.Globalization;
using CsCheck;

namespace Headroom.Curation.Tests.Fuzzing;

/// <summary>
/// Spoils files: bits flip, ranges go, come twice or are something else. A fixed number by default; with
/// HEADROOM_FUZZ_SECONDS set, new ones for that long.
/// </summary>
internal static class Spoiling
{
    private static readonly byte[][] Pieces =
    [
        [], [0], [0xFF, 0xFE], [0x1F, 0x8B, 8, 0], [0x28, 0xB5, 0x2F, 0xFD], "PAR1"u8.ToArray(), "\n"u8.ToArray(), "\r\n\r\n"u8.ToArray(),
        "\""u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "\\ud800"u8.ToArray(), "null"u8.ToArray(), "[[[["u8.ToArray(),
        "1e999"u8.ToArray(), "-1"u8.ToArray(), "99999999999999999999"u8.ToArray(), "Content-Length: 99999999999"u8.ToArray(),
        "WARC/1.0\r\n"u8.ToArray(), "<div><div><a"u8.ToArray(), "<!--"u8.ToArray(), "&#x110000;"u8.ToArray(), "</p"u8.ToArray(),
        "锟斤拷"u8.ToArray(), ": "u8.ToArray(), "- "u8.ToArray(), "&a *a"u8.ToArray(), "#"u8.ToArray(), "\t"u8.ToArray(),
    ];

    /// <summary>Does the same to any file.</summary>
    public static Gen<Func<byte[], byte[]>> Any { get; } = Gen.Select(
            Gen.Int[0, 4], Gen.Int[0, int.MaxValue], Gen.Int[1, 60], Gen.Int[0, Pieces.Length - 1])
        .Select((kind, place, length, piece) => new Func<byte[], byte[]>(file =>
        {
            if (file.Length == 0) return Pieces[piece];

            var at = place % file.Length;
            var end = Math.Min(file.Length, at + length);
            byte[] flipped = [.. file];
            flipped[at] ^= (byte)(1 << (length % 8));
            return kind switch
            {
                0 => flipped,
                1 => [.. file[..at], .. file[end..]],
                2 => [.. file[..at], .. Pieces[piece], .. file[end..]],
                3 => [.. file[..end], .. file[at..]],
                _ => length % 4 == 0 ? file[..at] : [.. file[..at], .. Pieces[piece], .. file[at..]],
            };
        }))
        .Array[0, 4]
        .Select(steps => new Func<byte[], byte[]>(file => steps.Aggregate(file, (spoilt, step) => step(spoilt))));

    /// <summary>Spoils as many files as are asked for, or for as long.</summary>
    public static void Sample<T>(this Gen<T> files, int count, Action<T> read)
    {
        if (!int.TryParse(
            Environment.GetEnvironmentVariable("HEADROOM_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var seconds))
        {
            files.Sample(read, seed: "0000KOLaJ1T4", iter: count, threads: 1);
            return;
        }

        for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < seconds;)
            files.Sample(read, iter: count, threads: 1);
    }
}
