using System.IO.Hashing;
using Headroom.Curation.Languages;
using Headroom.Curation.Tokens;

namespace Headroom.Curation.Running;

/// <summary>Does something with a record as it is written; it is valid until the call returns.</summary>
/// <param name="record">A line of JSON.</param>
public delegate void JsonRecordAction(ReadOnlySpan<byte> record);

/// <summary>What can be counted of documents in one pass.</summary>
/// <param name="Documents">Documents that were read; lines of a plain text.</param>
/// <param name="Bytes">Bytes of their texts, in UTF-8.</param>
/// <param name="Tokens">Tokens of their texts.</param>
/// <param name="Duplicates">Documents whose whole text was there before, by a hash of 128 bits.</param>
/// <param name="Languages">By language, the most frequent first.</param>
/// <param name="DamagedRecords">Records and lines that could not be read.</param>
public sealed record CorpusFigures(
    long Documents, long Bytes, long Tokens, long Duplicates, IReadOnlyList<LanguageShare> Languages,
    long DamagedRecords)
{
    /// <summary>Counts. Memory grows by some 40 bytes for each document that differs from all before.</summary>
    /// <param name="tokenizer">What a token is.</param>
    /// <param name="model">Tells languages.</param>
    /// <param name="inputs">Files and folders, as of a run; a plain text counts by its lines.</param>
    /// <param name="textKey">Member of a record that holds its text.</param>
    /// <param name="onRecord">Told each record of JSON; not pages and plain texts.</param>
    /// <param name="progress">Told the bytes read so far, from time to time.</param>
    /// <param name="interrupted">Ends the work.</param>
    /// <exception cref="CurationException">An input cannot be read.</exception>
    public static CorpusFigures Of(
        Tokenizer tokenizer, LanguageModel model, IReadOnlyList<string> inputs, string textKey,
        JsonRecordAction onRecord, Action<long> progress, CancellationToken interrupted)
    {
        var (counter, identifier) = (new TokenCounter(tokenizer), new LanguageIdentifier(model));
        var known = new HashSet<UInt128>();
        var languages = new LanguageTally();
        var reading = new TextReading(textKey) { OnRecord = onRecord };
        var (documents, bytes, tokens, read) = (0L, 0L, 0L, 0L);
        foreach (var file in InputFile.All(inputs))
            reading.Read(file, Count, length => progress(read += length), interrupted);

        return new CorpusFigures(
            documents, bytes, tokens, documents - known.Count, languages.Shares, reading.DamagedRecords);

        void Count(ReadOnlySpan<byte> text)
        {
            documents++;
            bytes += text.Length;
            tokens += counter.Count(text);
            known.Add(XxHash128.HashToUInt128(text));
            languages.Add(identifier.Guess(text).Language, text.Length);
        }
    }
}
