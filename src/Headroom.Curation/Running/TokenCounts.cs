using Headroom.Curation.Tokens;

namespace Headroom.Curation.Running;

/// <summary>Tokens of one file.</summary>
/// <param name="File">Its path.</param>
/// <param name="Documents">Its documents; lines of a plain text.</param>
/// <param name="Bytes">Bytes of their texts, in UTF-8.</param>
/// <param name="Tokens">Tokens of their texts, without those that a model puts around them.</param>
public sealed record FileTokens(string File, long Documents, long Bytes, long Tokens);

/// <summary>The tokens of some files.</summary>
/// <param name="Files">By file, in the order in which they were read.</param>
/// <param name="DamagedRecords">Records and lines that could not be read.</param>
public sealed record TokenCounts(IReadOnlyList<FileTokens> Files, long DamagedRecords)
{
    /// <summary>Counts the tokens of files.</summary>
    /// <param name="tokenizer">What a token is.</param>
    /// <param name="inputs">Files and folders, as of a run; a plain text counts by its lines.</param>
    /// <param name="textKey">Member of a record that holds its text.</param>
    /// <param name="progress">Told the bytes read so far, from time to time.</param>
    /// <param name="interrupted">Ends the work.</param>
    /// <exception cref="CurationException">An input cannot be read.</exception>
    public static TokenCounts Of(
        Tokenizer tokenizer, IReadOnlyList<string> inputs, string textKey, Action<long> progress,
        CancellationToken interrupted)
    {
        var counter = new TokenCounter(tokenizer);
        var reading = new TextReading(textKey);
        var counted = new List<FileTokens>();
        var read = 0L;
        foreach (var file in InputFile.All(inputs))
        {
            var count = new FileTokens(file.Path, 0, 0, 0);
            reading.Read(file, Count, bytes => progress(read += bytes), interrupted);
            counted.Add(count);

            void Count(ReadOnlySpan<byte> text) => count = count with
            {
                Documents = count.Documents + 1,
                Bytes = count.Bytes + text.Length,
                Tokens = count.Tokens + counter.Count(text),
            };
        }

        return new TokenCounts(counted, reading.DamagedRecords);
    }
}
