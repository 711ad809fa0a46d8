namespace Headroom.Curation.Text;

/// <summary>Cuts a text into words. The choice decides verdicts: rules count words.</summary>
internal interface IWordBreaker
{
    /// <summary>Adds the words of <paramref name="text"/>, which is valid UTF-8, in their order.</summary>
    void Break(ReadOnlySpan<byte> text, WordList words);

    /// <summary>Number of sentences in a line.</summary>
    int SentencesIn(ReadOnlySpan<byte> line);
}
