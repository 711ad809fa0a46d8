namespace Headroom.Privacy.Names;

/// <summary>What a word may be in a person's name.</summary>
internal enum NamePart : byte
{
    /// <summary>No name has it: a number, or a common word in small letters.</summary>
    Never,

    /// <summary>It stands between names: a letter, a sign, a small word such as "van".</summary>
    Beside,

    /// <summary>
    /// A word with a capital that no dictionary of names has, or a Chinese character that is no family name.
    /// </summary>
    Unknown,

    /// <summary>A name of a dictionary, or a Chinese family name.</summary>
    Known,
}
