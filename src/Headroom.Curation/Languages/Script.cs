namespace Headroom.Curation.Languages;

/// <summary>Letters that belong together; a language is written in one of them.</summary>
internal enum Script : byte
{
    /// <summary>No letter.</summary>
    None,

    /// <summary>Letters that no model knows.</summary>
    Foreign,

    /// <summary>Latin.</summary>
    Latin,

    /// <summary>Greek.</summary>
    Greek,

    /// <summary>Cyrillic.</summary>
    Cyrillic,

    /// <summary>Hebrew.</summary>
    Hebrew,

    /// <summary>Arabic.</summary>
    Arabic,

    /// <summary>Devanagari.</summary>
    Devanagari,

    /// <summary>Han characters and kana.</summary>
    Han,

    /// <summary>Hangul.</summary>
    Hangul,
}
