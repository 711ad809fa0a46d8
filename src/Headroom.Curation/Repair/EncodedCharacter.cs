namespace Headroom.Curation.Repair;

/// <summary>
/// A character of UTF-8 that was found in the characters of another encoding: where it stands, what it says, and
/// whether it speaks for itself.
/// </summary>
/// <param name="Start">First character of it in the text.</param>
/// <param name="Length">Characters of it in the text, from 1 to 4.</param>
/// <param name="Code">The code point; U+FFFD when a byte was lost.</param>
/// <param name="Evidence">How much it speaks for a mistake.</param>
internal readonly record struct EncodedCharacter(int Start, int Length, int Code, Evidence Evidence);

/// <summary>How much a sequence of characters speaks for being UTF-8 that was read in another encoding.</summary>
internal enum Evidence
{
    /// <summary>What it would become is hardly ever written.</summary>
    Against,

    /// <summary>People write such characters side by side too.</summary>
    Weak,

    /// <summary>Nobody writes such characters side by side.</summary>
    Strong,
}
