using System.Text.Json;

namespace Headroom.Tagging.Tokens;

/// <summary>What a tokeniser is made of.</summary>
/// <param name="Vocabulary">Its tokens.</param>
/// <param name="Unknown">The token of what is not known.</param>
/// <param name="IsSmall">Whether letters are made small.</param>
/// <param name="IsBare">Whether they lose their accents.</param>
/// <param name="LettersMax">Longest word that is cut.</param>
internal sealed record TokenPlan(Vocabulary Vocabulary, string Unknown, bool IsSmall, bool IsBare, int LettersMax);

/// <summary>
/// Reads WordPiece in the form of Hugging Face's <c>tokenizer.json</c>. What it asks for and is not known here is
/// refused by its name: tokens that are nearly right would be read as others.
/// </summary>
internal static class WordPieceJson
{
    private const int LettersMost = 1_000;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is damaged or asks for what is not known here.</exception>
    public static TokenPlan Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return Plan(path, json.RootElement);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{path}, line {fault.LineNumber + 1}: this is no JSON; give the tokenizer.json of the model");
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path}: this is no tokenizer.json, or a member of it is missing or of another kind; give that of the model");
        }
    }

    private static TokenPlan Plan(string path, JsonElement root)
    {
        var model = root.GetProperty("model");
        var kind = Text(model, "type") ?? "WordPiece";
        if (kind != "WordPiece") throw Unknown(path, "model", kind, "WordPiece");

        var (isSmall, isBare) = (false, false);
        if (root.TryGetProperty("normalizer", out var normalizer) && normalizer.ValueKind != JsonValueKind.Null)
        {
            var name = Text(normalizer, "type");
            if (name != "BertNormalizer") throw Unknown(path, "normalizer", name, "BertNormalizer");
            if (normalizer.TryGetProperty("handle_chinese_chars", out var han) && han.ValueKind == JsonValueKind.False)
                throw Unknown(path, "normalizer's handle_chinese_chars", "false", "true");
            isSmall = Is(normalizer, "lowercase") ?? true;
            isBare = Is(normalizer, "strip_accents") ?? isSmall;
        }

        if (Text(root.GetProperty("pre_tokenizer"), "type") is var cutter and not "BertPreTokenizer")
            throw Unknown(path, "pre_tokenizer", cutter, "BertPreTokenizer");

        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in model.GetProperty("vocab").EnumerateObject()) numbers[token.Name] = token.Value.GetInt32();
        var letters = model.TryGetProperty("max_input_chars_per_word", out var most) ? most.GetInt32() : 100;
        if (letters is < 1 or > LettersMost) throw Unknown(path, "max_input_chars_per_word", $"{letters}", $"1 to {LettersMost}");
        return new TokenPlan(
            new Vocabulary(numbers, Text(model, "continuing_subword_prefix") ?? "##"), Text(model, "unk_token") ?? "[UNK]",
            isSmall, isBare, letters);
    }

    private static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool? Is(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : null;

    private static InvalidDataException Unknown(string path, string what, string? found, string known) =>
        new($"{path}: the {what} '{found ?? "none"}' is not known; known: {known}");
}
