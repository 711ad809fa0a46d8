using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Reflection;

namespace Headroom.Curation.Tokens;

/// <summary>Reads vocabularies in tiktoken's form: on each line the bytes of a token in base64 and its rank.</summary>
internal static class TiktokenFile
{
    /// <summary>The vocabulary of GPT-3.5 and GPT-4, which comes with the program.</summary>
    public static TokenVocabulary Cl100k() => Shipped("Cl100kBase", "cl100k_base");

    /// <summary>The vocabulary of GPT-4o and later, which comes with the program.</summary>
    public static TokenVocabulary O200k() => Shipped("O200kBase", "o200k_base");

    /// <summary>Reads a vocabulary.</summary>
    /// <param name="name">What the text is called in messages.</param>
    /// <param name="text">The file's text.</param>
    /// <exception cref="CurationException">A line is no token, a token or rank comes twice, or a byte has none.</exception>
    public static TokenVocabulary Read(string name, TextReader text)
    {
        var tokens = new List<byte[]?>();
        var number = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (line.Length > 0) Add(name, number, line, tokens);
        }

        var vocabulary = new TokenVocabulary([.. tokens]);
        for (var one = 0; one < 256; one++)
        {
            if (vocabulary.Find([(byte)one]) < 0)
            {
                throw new CurationException(name, 0, $"the byte {one} has no token",
                    "give a whole vocabulary, as tiktoken publishes it");
            }
        }

        return vocabulary;
    }

    private static void Add(string name, int number, string line, List<byte[]?> tokens)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 1
            || !Base64.IsValid(line.AsSpan(0, space))
            || !int.TryParse(line.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var rank)
            || rank >= TokenVocabulary.TokensMax)
        {
            throw new CurationException(name, number, "this is no token in base64 and its rank",
                "give a file in tiktoken's form, or one of Hugging Face that ends in .json");
        }

        while (tokens.Count <= rank) tokens.Add(null);
        if (tokens[rank] is not null)
            throw new CurationException(name, number, $"the rank {rank} comes twice", "give each token a rank of its own");

        tokens[rank] = Convert.FromBase64String(line[..space]);
    }

    // The packages hold nothing but the vocabulary, and no public type by which to name them. Their form is shorter:
    // a line about how many there are, then the tokens by their rank.
    private static TokenVocabulary Shipped(string package, string name)
    {
        var data = Assembly.Load($"Microsoft.ML.Tokenizers.Data.{package}");
        using var stream = data.GetManifestResourceStream($"{name}.tiktoken.deflate")
            ?? throw new InvalidOperationException($"{data} has no {name}, which it had when it was chosen.");
        using var text = new StreamReader(new DeflateStream(stream, CompressionMode.Decompress));
        text.ReadLine();
        var tokens = new List<byte[]?>();
        while (text.ReadLine() is { } token) tokens.Add(Convert.FromBase64String(token));
        return new TokenVocabulary([.. tokens]);
    }
}
