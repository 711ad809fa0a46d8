namespace Headroom.Curation.Tokens;

/// <summary>A token that is found before anything else is done, as Hugging Face's tokenizers describe it.</summary>
/// <param name="Text">What it reads.</param>
internal sealed record AddedToken(string Text)
{
    /// <summary>Whether white space before it is part of it (<c>lstrip</c>).</summary>
    public bool TakesSpaceBefore { get; init; }

    /// <summary>Whether white space behind it is part of it (<c>rstrip</c>).</summary>
    public bool TakesSpaceBehind { get; init; }

    /// <summary>Whether it counts only where no letter or digit stands beside it (<c>single_word</c>).</summary>
    public bool IsWord { get; init; }
}
