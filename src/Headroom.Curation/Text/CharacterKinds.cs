namespace Headroom.Curation.Text;

/// <summary>What a code point counts as; a word has the kinds of all its code points.</summary>
[Flags]
internal enum CharacterKinds : byte
{
    /// <summary>Nothing that rules look at.</summary>
    None = 0,

    /// <summary>A letter: general category L.</summary>
    Letter = 1,

    /// <summary>Not in the set of marks and controls that the published filters take for symbols.</summary>
    NotSymbol = 2,

    /// <summary>White space as Python's <c>str.split</c> has it.</summary>
    Space = 4,

    /// <summary>A decimal digit.</summary>
    Digit = 8,

    /// <summary>An upper-case letter.</summary>
    Upper = 16,

    /// <summary>A lower-case letter.</summary>
    Lower = 32,

    /// <summary>Punctuation: general category P.</summary>
    Punctuation = 64,

    /// <summary>A Han character of the unified blocks.</summary>
    Han = 128,
}
