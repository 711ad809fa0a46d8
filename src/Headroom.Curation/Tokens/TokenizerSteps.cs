using System.Text.Json;
using System.Text.RegularExpressions;

namespace Headroom.Curation.Tokens;

/// <summary>
/// What a <c>tokenizer.json</c> does to a text before it merges: its normalizer and its pre-tokenizer.
/// </summary>
internal sealed class TokenizerSteps
{
    private static readonly TimeSpan PatternTimeMax = TimeSpan.FromMinutes(1);

    private readonly string _path;
    private readonly List<IPieceCutter> _cutters = [];

    private TokenizerSteps(string path) => _path = path;

    /// <summary>Whether tokens are written in letters that stand for bytes.</summary>
    public bool IsByteLevel { get; private set; }

    /// <summary>Whether texts are composed first (normal form C).</summary>
    public bool IsComposed { get; private set; }

    /// <summary>What happens to spaces.</summary>
    public SpaceMarks Marks { get; private set; } = SpaceMarks.None;

    /// <summary>Where texts are cut.</summary>
    public IPieceCutter Cutter => _cutters is [var only] ? only : new CutterSequence(_cutters);

    /// <summary>The steps of a tokenizer.</summary>
    /// <exception cref="CurationException">A step is not known here.</exception>
    public static TokenizerSteps Of(string path, JsonElement root)
    {
        var steps = new TokenizerSteps(path);
        foreach (var step in Flat(root, "normalizer", "normalizers")) steps.Normalize(step);
        foreach (var step in Flat(root, "pre_tokenizer", "pretokenizers")) steps.Cut(step);
        return steps;
    }

    private static JsonElement[] Flat(JsonElement root, string member, string members)
    {
        if (!root.TryGetProperty(member, out var step) || step.ValueKind == JsonValueKind.Null) return [];
        return TypeOf(step) == "Sequence" ? [.. step.GetProperty(members).EnumerateArray()] : [step];
    }

    private void Normalize(JsonElement step)
    {
        switch (TypeOf(step))
        {
            case "NFC":
                IsComposed = true;
                return;
            case "Prepend" when step.GetProperty("prepend").GetString() == "\u2581":
                Marks = Marks with { Prefix = PrefixWhen.Always, IsPrefixOnce = false };
                return;
            case "Replace" when step.GetProperty("content").GetString() == "\u2581"
                && step.GetProperty("pattern").TryGetProperty("String", out var text) && text.GetString() == " ":
                Marks = Marks with { MarksSpaces = true };
                return;
            default:
                throw Unknown("normalizer", step);
        }
    }

    private void Cut(JsonElement step)
    {
        switch (TypeOf(step))
        {
            case "ByteLevel":
                IsByteLevel = true;
                if (Is(step, "add_prefix_space", false))
                    Marks = Marks with { Prefix = PrefixWhen.Always, IsPrefixOnce = true };
                if (Is(step, "use_regex", true)) _cutters.Add(new PieceScanner(PieceRules.Gpt2));
                return;
            case "Metaspace" when step.GetProperty("replacement").GetString() == "\u2581":
                Marks = new SpaceMarks(true, PrefixOf(step), IsPrefixOnce: true);
                if (Is(step, "split", true)) _cutters.Add(new MarkCutter());
                return;
            case "Digits":
                _cutters.Add(Pattern(step, Is(step, "individual_digits", false) ? @"\p{N}" : @"\p{N}+", CutAt.Both));
                return;
            case "Split":
                _cutters.Add(Split(step));
                return;
            default:
                throw Unknown("pre-tokenizer", step);
        }
    }

    private IPieceCutter Split(JsonElement step)
    {
        var pattern = step.GetProperty("pattern");
        var text = pattern.TryGetProperty("Regex", out var regex)
            ? regex.GetString()!
            : Regex.Escape(pattern.GetProperty("String").GetString()!);
        var cutAt = step.GetProperty("behavior").GetString() switch
        {
            "Isolated" => CutAt.Both,
            "MergedWithPrevious" => CutAt.End,
            "MergedWithNext" => CutAt.Start,

            // Removes what its pattern leaves out; the published patterns leave out nothing.
            "Removed" when Is(step, "invert", false) => CutAt.Both,
            _ => throw Unknown("pre-tokenizer", step),
        };
        return cutAt == CutAt.Both && PieceRules.Of(text) is { } rules
            ? new PieceScanner(rules)
            : Pattern(step, text, cutAt);
    }

    private PatternCutter Pattern(JsonElement step, string pattern, CutAt cutAt)
    {
        try
        {
            return new PatternCutter(
                new Regex(pattern, RegexOptions.Compiled | RegexOptions.CultureInvariant, PatternTimeMax), cutAt);
        }
        catch (ArgumentException)
        {
            throw Unknown("pattern in", step);
        }
    }

    private static PrefixWhen PrefixOf(JsonElement step) =>
        step.TryGetProperty("prepend_scheme", out var scheme)
            ? scheme.GetString() switch
            {
                "never" => PrefixWhen.Never,
                "first" => PrefixWhen.First,
                _ => PrefixWhen.Always,
            }
            : Is(step, "add_prefix_space", true) ? PrefixWhen.Always : PrefixWhen.Never;

    private CurationException Unknown(string what, JsonElement step)
    {
        var text = step.GetRawText();
        return new CurationException(_path, 0,
            $"its {what} {(text.Length <= 200 ? text : TypeOf(step))} is not known here",
            "count with the tokenizer of another model");
    }

    private static string TypeOf(JsonElement step) => step.GetProperty("type").GetString()!;

    private static bool Is(JsonElement step, string member, bool usual) =>
        step.TryGetProperty(member, out var value) ? value.ValueKind == JsonValueKind.True : usual;
}
