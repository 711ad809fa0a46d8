using Headroom.Curation.Languages;

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
        var identifier = new LanguageIdentifier(model);
        var tally = new LanguageTally();
        var reading = new TextReading(textKey);
        var read = 0L;
        foreach (var file in InputFile.All(inputs))
            reading.Read(file, Count, bytes => progress(read += bytes), interrupted);

        return new LanguageCounts(tally.Shares, reading.DamagedRecords);

        void Count(ReadOnlySpan<byte> text) => tally.Add(identifier.Guess(text).Language, text.Length);
    }
}
