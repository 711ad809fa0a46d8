namespace Headroom.Client.Wire;

/// <summary>Why a request was refused (RFC 9457).</summary>
public sealed record Problem
{
    /// <summary>Kind of a refusal that says nothing of itself, as other programs than Headroom give.</summary>
    public const string NoDetails = "no-problem-details";

    /// <summary>Names the kind of refusal for programs, such as <c>unknown-queue</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The refusal in one sentence.</summary>
    public required string Title { get; init; }

    /// <summary>Status of the answer.</summary>
    public required int Status { get; init; }

    /// <summary>What to do.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The key at fault, for a request with many; empty where there is none.</summary>
    public string Key { get; init; } = "";
}
