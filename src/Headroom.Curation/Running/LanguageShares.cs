using System.Runtime.InteropServices;
using System.Text;
using Headroom.Curation.Input;
using Headroom.Curation.Languages;
using Headroom.Curation.Text;

namespace Headroom.Curation.Running;

/// <summary>Documents of one language among those of some files.</summary>
/// <param name="Language">Its code; <c>und</c> for what cannot be told.</param>
/// <param name="Documents">How many documents.</param>
/// <param name="Bytes">Bytes of their texts, in UTF-8.</param>
public sealed record LanguageShare(string Language, long Documents, long Bytes);

/// <summary>The languages of some documents.</summary>
/// <param name="Shares">By language, the most frequent first.</param>
/// <param name="DamagedRecords">Records and lines that could not be read.</param>
public sealed record LanguageCounts(IReadOnlyList<LanguageShare> Shares, long DamagedRecords);

/// <summary>Counts documents by their language.</summary>
public static class LanguageShares
{
    /// <summary>The languages in some files.</summary>
    /// <param name="model">Tells languages.</param>
    /// <param name="inputs">Files and folders, as of a run; a plain text counts by its lines.</param>
    /// <param name="textKey">Member of a record that holds its text.</param>
    /// <param name="progress">Told the bytes read so far, from time to time.</param>
    /// <param name="interrupted">Ends the work.</param>
    /// <exception cref="CurationException">An input cannot be read.</exception>
    public static LanguageCounts Of(
        LanguageModel model, IReadOnlyList<string> inputs, string textKey, Action<long> progress,
        CancellationToken interrupted)
    {
        var counts = new Counts(model, textKey);
        var read = 0L;
        foreach (var file in InputFile.All(inputs))
        {
            using var stream = InputStream.Open(file.Path, out _);
            var reader = new BlockReader(file.Path, stream);
            var block = new TextBlock();
            while (reader.Read(block))
            {
                interrupted.ThrowIfCancellationRequested();
                counts.Add(block, file.IsText);
                progress(read += block.Length);
            }
        }

        return counts.Sorted();
    }

    private sealed class Counts(LanguageModel model, string textKey)
    {
        private readonly LanguageIdentifier _identifier = new(model);
        private readonly RecordReader _reader = new(Encoding.UTF8.GetBytes(textKey));
        private readonly Document _document = new(new WhitespaceWords());
        private readonly Dictionary<string, (long Documents, long Bytes)> _counts = [];
        private long _damaged;

        public void Add(TextBlock block, bool areTexts)
        {
            _damaged += block.Damaged.Count;
            var lines = block.Text;
            while (!lines.IsEmpty)
            {
                var end = lines.IndexOf((byte)'\n');
                var line = (end < 0 ? lines : lines[..end]).Trim(" \t\r"u8);
                lines = end < 0 ? [] : lines[(end + 1)..];
                if (line.IsEmpty) continue;
                if (areTexts ? !System.Text.Unicode.Utf8.IsValid(line) : _reader.Read(line, _document) is not null)
                    _damaged++;
                else Count(areTexts ? line : _document.Text);
            }
        }

        public LanguageCounts Sorted() => new(
            [
                .. _counts.Select(count => new LanguageShare(count.Key, count.Value.Documents, count.Value.Bytes))
                    .OrderByDescending(share => share.Documents)
                    .ThenBy(share => share.Language, StringComparer.Ordinal),
            ],
            _damaged);

        private void Count(ReadOnlySpan<byte> text)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(
                _counts, _identifier.Guess(text).Language, out _);
            count.Documents++;
            count.Bytes += text.Length;
        }
    }
}
