using System.Globalization;
using System.Text.Json;
using Headroom.Client.Planning;
using Headroom.Server.Pages.Words;
using Headroom.Sizing.Advice;

namespace Headroom.Server.Pages.Size;

/// <summary>What the page of model sizes shows.</summary>
/// <param name="Asked">What was asked; parameters and tokens are in billions in the form.</param>
/// <param name="View">The ways; null where it was refused.</param>
public sealed record SizeModel(SizeQuestion Asked, SizeView? View)
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Why it was refused, and what to do; null where it was not.</summary>
    public (string Sentence, string Remedy)? Fault { get; init; }

    /// <summary>The call that says the same.</summary>
    public string Call => $"POST /api/v1/sizes {JsonSerializer.Serialize(Asked, Form)}";

    /// <summary>The command that says the same.</summary>
    public string Command => string.Join(' ', new[]
    {
        "headroom size", Option("--like", Asked.Like), Option("--own-tokens", Asked.OwnTokens),
        Option("--served-tokens", Asked.ServedTokens), Option("--variants", Asked.Variants),
        Asked.Chip is { } chip ? $"--chip {chip}" : "", Option("--chips", Asked.Chips),
        Option("--sequence", Asked.Sequence),
    }.Where(part => part.Length > 0));

    /// <summary>A number as a field has it; null for none.</summary>
    public static string? Text(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>What a way is called on the page; null for one that has no word yet.</summary>
    public static Word? WordOf(string way) => way switch
    {
        "train, least training" => Word.SizeTrain,
        "train, least over its life" => Word.SizeTrainLife,
        "train, weights of 8 bits" => Word.SizeEightBits,
        "train, weights of 4 bits" => Word.SizeFourBits,
        "distil a base into a smaller model" => Word.SizeDistil,
        SizeAdvice.Adapt => Word.SizeAdapt,
        "adapt a base in 4 bits" => Word.SizeAdaptFourBits,
        _ => null,
    };

    private static string Option(string name, double? value) => value is { } number
        ? string.Create(CultureInfo.InvariantCulture, $"{name} {number:0.####}")
        : "";
}
