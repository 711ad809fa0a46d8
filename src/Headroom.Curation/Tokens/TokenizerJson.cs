using System.Text;
using System.Text.Json;

namespace Headroom.Curation.Tokens;

/// <summary>
/// Reads byte-pair encodings in the form of Hugging Face's <c>tokenizer.json</c>. What it asks for and is not known
/// here is refused by its name: a count that is nearly right would be taken for one that is right.
/// </summary>
internal static class TokenizerJson
{
    private const long FileBytesMax = 256L << 20;

    /// <summary>Reads a tokenizer.</summary>
    /// <exception cref="CurationException">The file is damaged or asks for what is not known here.</exception>
    public static Tokenizer Read(string path)
    {
        if (new FileInfo(path).Length > FileBytesMax)
            throw new CurationException(path, 0, "it is longer than 256 MiB", "give the tokenizer.json of a model");

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(path, json.RootElement);
        }
        catch (JsonException fault)
        {
            throw new CurationException(path, (int)(fault.LineNumber ?? 0) + 1, "this is no JSON",
                "give a file of Hugging Face's tokenizers");
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CurationException(path, 0,
                "this is no tokenizer.json, or a member of it is missing or of another kind", "give a file of Hugging Face's tokenizers");
        }
    }

    private static Tokenizer Read(string path, JsonElement root)
    {
        var model = root.GetProperty("model");
        RefuseOtherModels(path, model);
        var steps = TokenizerSteps.Of(path, root);
        var (vocabulary, numbers) = VocabularyOf(path, model, steps.IsByteLevel);
        var pairs = PairsOf(path, model, numbers);
        var unknown = Text(model, "unk_token") is { } name && numbers.TryGetValue(name, out var number) ? number : -1;
        return new Tokenizer(path, vocabulary, pairs, steps.Cutter)
        {
            Added = new AddedTokens(AddedOf(root)),
            Marks = steps.Marks,
            ComposesTexts = steps.IsComposed,
            TakesWholePieces = Is(model, "ignore_merges"),
            Characters = steps.IsByteLevel
                ? null
                : new CharacterTokens(vocabulary, Is(model, "byte_fallback"), unknown, Is(model, "fuse_unk")),
        };
    }

    private static void RefuseOtherModels(string path, JsonElement model)
    {
        // Old files do not say it: those with merges are byte-pair encodings.
        var type = Text(model, "type") ?? (model.TryGetProperty("merges", out _) ? "BPE" : "unnamed");
        if (type != "BPE")
        {
            throw new CurationException(path, 0, $"its model is {type}, and only byte-pair encodings (BPE) are counted",
                "count with the tokenizer of another model");
        }

        foreach (var member in (string[])["continuing_subword_prefix", "end_of_word_suffix"])
        {
            if (Text(model, member) is { Length: > 0 })
            {
                throw new CurationException(path, 0, $"it has a {member}, which is not known here",
                    "count with the tokenizer of another model");
            }
        }
    }

    private static (TokenVocabulary Vocabulary, Dictionary<string, int> Numbers) VocabularyOf(
        string path, JsonElement model, bool isByteLevel)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in model.GetProperty("vocab").EnumerateObject())
        {
            var number = token.Value.GetInt32();
            if (number is < 0 or >= TokenVocabulary.TokensMax)
            {
                throw new CurationException(path, 0, $"the number {number} of a token is out of range",
                    $"numbers go from 0 to {TokenVocabulary.TokensMax - 1}");
            }

            numbers[token.Name] = number;
        }

        var tokens = new byte[]?[numbers.Count == 0 ? 0 : numbers.Values.Max() + 1];
        foreach (var (token, number) in numbers)
            tokens[number] = isByteLevel ? ByteAlphabet.BytesOf(token) : Encoding.UTF8.GetBytes(token);

        var vocabulary = new TokenVocabulary(tokens);
        for (var one = 0; isByteLevel && one < 256; one++)
        {
            if (vocabulary.Find([(byte)one]) < 0)
            {
                throw new CurationException(path, 0, $"the byte {one} has no token in its vocabulary",
                    "give the tokenizer.json of a model");
            }
        }

        return (vocabulary, numbers);
    }

    private static TokenPairs PairsOf(string path, JsonElement model, Dictionary<string, int> numbers)
    {
        var merges = model.GetProperty("merges");
        var pairs = new TokenPairs(merges.GetArrayLength());
        var rank = 0;
        foreach (var merge in merges.EnumerateArray())
        {
            var sides = merge.ValueKind == JsonValueKind.Array
                ? [.. merge.EnumerateArray().Select(side => side.GetString()!)]
                : merge.GetString()!.Split(' ');
            if (sides.Length != 2
                || !numbers.TryGetValue(sides[0], out var left)
                || !numbers.TryGetValue(sides[1], out var right)
                || !numbers.TryGetValue(sides[0] + sides[1], out var token))
            {
                throw new CurationException(path, 0,
                    $"merge {rank + 1} does not join two tokens of the vocabulary to a third", "give the tokenizer.json of a model");
            }

            pairs.Add(left, right, new TokenPair(rank++, token));
        }

        return pairs;
    }

    private static List<AddedToken> AddedOf(JsonElement root) =>
        root.TryGetProperty("added_tokens", out var added) && added.ValueKind == JsonValueKind.Array
            ?
            [
                .. added.EnumerateArray().Select(token => new AddedToken(token.GetProperty("content").GetString()!)
                {
                    TakesSpaceBefore = Is(token, "lstrip"),
                    TakesSpaceBehind = Is(token, "rstrip"),
                    IsWord = Is(token, "single_word"),
                }),
            ]
            : [];

    private static string? Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static bool Is(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.True;
}
