using Microsoft.Win32.SafeHandles;

namespace Headroom.Curation.Repetition;

/// <summary>
/// The texts of a corpus one behind the other in a file, so that memory does not grow with them. Reading is safe from
/// several threads.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="starts">Where each text begins, rising, and at the end where the last one ends.</param>
internal sealed class CorpusTexts(SafeFileHandle file, long[] starts)
{
    private const long PartBytes = 4 << 20;

    /// <summary>Bytes of all texts.</summary>
    public long Length => starts[^1];

    /// <summary>Number of texts.</summary>
    public int Count => starts.Length - 1;

    /// <summary>Where a text begins and ends.</summary>
    public TextRange this[int text] => new(starts[text], starts[text + 1]);

    /// <summary>The text in which a position lies.</summary>
    public int At(long position)
    {
        var found = Array.BinarySearch(starts, position);
        if (found < 0) return ~found - 1;

        // Empty texts begin where the next one does.
        while (starts[found + 1] == position) found++;
        return found;
    }

    /// <summary>Reads bytes.</summary>
    public void Read(long position, Span<byte> bytes)
    {
        if (RandomAccess.Read(file, bytes, position) < bytes.Length)
            throw new InvalidOperationException($"The texts end before byte {position + bytes.Length}.");
    }

    /// <summary>Reads all texts, some parts at once; what the parts give, in their order.</summary>
    /// <param name="options">Threads, and what ends the work.</param>
    /// <param name="begin">Makes what one part gives, and what takes its texts.</param>
    public IReadOnlyList<T> Scan<T>(ParallelOptions options, Func<(T Result, TextTaker Take)> begin)
    {
        var parts = Parts();
        var results = new T[parts.Count];
        Parallel.For(0, parts.Count, options, part =>
        {
            var (result, take) = begin();
            var buffer = Array.Empty<byte>();
            for (var text = parts[part].First; text < parts[part].End; text++)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                var length = (int)(starts[text + 1] - starts[text]);
                if (buffer.Length < length) buffer = new byte[Math.Max(length, 2 * buffer.Length)];
                Read(starts[text], buffer.AsSpan(0, length));
                take(buffer.AsSpan(0, length), starts[text]);
            }

            results[part] = result;
        });
        return results;
    }

    private List<(int First, int End)> Parts()
    {
        var parts = new List<(int, int)>();
        var first = 0;
        for (var text = 1; text <= Count; text++)
        {
            if (text < Count && starts[text] - starts[first] < PartBytes) continue;

            parts.Add((first, text));
            first = text;
        }

        return parts;
    }
}

/// <summary>Takes one text of a corpus.</summary>
/// <param name="text">The text; valid during the call.</param>
/// <param name="start">Where it begins in the corpus.</param>
internal delegate void TextTaker(ReadOnlySpan<byte> text, long start);
