namespace Headroom.Curation.Signals;

/// <summary>A signal of a whole document. The order is that of <see cref="SignalNames.Documents"/>.</summary>
internal enum DocumentSignal
{
    /// <summary>Sentences: runs from a word on to a full stop, an exclamation or a question mark.</summary>
    Sentences,

    /// <summary>Words of the normalised text.</summary>
    Words,

    /// <summary>Mean code points of those words.</summary>
    WordLength,

    /// <summary>Number signs and ellipses for each token.</summary>
    SymbolsPerWord,

    /// <summary>Share of lines that end in an ellipsis.</summary>
    EllipsisLines,

    /// <summary>Share of tokens without a letter of ASCII.</summary>
    NoLetterWords,

    /// <summary>Different words for each word.</summary>
    UniqueWords,

    /// <summary>Entropy of the words, in nats.</summary>
    Entropy,

    /// <summary>Share of tokens in capitals.</summary>
    CapitalWords,

    /// <summary>Common words of English for each token.</summary>
    StopWords,

    /// <summary>Curly brackets for each code point.</summary>
    CurlyBrackets,

    /// <summary>Occurrences of "lorem ipsum" for each code point of the normalised text.</summary>
    LoremIpsum,

    /// <summary>Share of characters of the most frequent pair of words.</summary>
    Top2Gram,

    /// <summary>The same of 3 words.</summary>
    Top3Gram,

    /// <summary>The same of 4 words.</summary>
    Top4Gram,

    /// <summary>Share of characters in runs of 5 words that occur more than once.</summary>
    Repeated5Grams,

    /// <summary>The same of 6 words.</summary>
    Repeated6Grams,

    /// <summary>The same of 7 words.</summary>
    Repeated7Grams,

    /// <summary>The same of 8 words.</summary>
    Repeated8Grams,

    /// <summary>The same of 9 words.</summary>
    Repeated9Grams,

    /// <summary>The same of 10 words.</summary>
    Repeated10Grams,
}

/// <summary>The names that RedPajama-V2 gives to signals; records are annotated with them.</summary>
internal static class SignalNames
{
    /// <summary>Of documents.</summary>
    public static IReadOnlyList<string> Documents { get; } =
    [
        "rps_doc_num_sentences", "rps_doc_word_count", "rps_doc_mean_word_length", "rps_doc_symbol_to_word_ratio",
        "rps_doc_frac_lines_end_with_ellipsis", "rps_doc_frac_no_alph_words", "rps_doc_frac_unique_words",
        "rps_doc_unigram_entropy", "rps_doc_frac_all_caps_words", "rps_doc_stop_word_fraction",
        "rps_doc_curly_bracket", "rps_doc_lorem_ipsum",
        "rps_doc_frac_chars_top_2gram", "rps_doc_frac_chars_top_3gram", "rps_doc_frac_chars_top_4gram",
        "rps_doc_frac_chars_dupe_5grams", "rps_doc_frac_chars_dupe_6grams", "rps_doc_frac_chars_dupe_7grams",
        "rps_doc_frac_chars_dupe_8grams", "rps_doc_frac_chars_dupe_9grams", "rps_doc_frac_chars_dupe_10grams",
    ];

    /// <summary>Of lines, in the order of <see cref="LineSignals"/>.</summary>
    public static IReadOnlyList<string> Lines { get; } =
    [
        "rps_lines_ending_with_terminal_punctution_mark", "rps_lines_javascript_counts", "rps_lines_num_words",
        "rps_lines_numerical_chars_fraction", "rps_lines_start_with_bulletpoint", "rps_lines_uppercase_letter_fraction",
    ];
}

/// <summary>The signals of one line.</summary>
/// <param name="Start">First code point in the text.</param>
/// <param name="End">The one behind its line feed.</param>
/// <param name="EndsInMark">1 when it ends in a full stop, exclamation or question mark or ”; else 0.</param>
/// <param name="Javascript">Words that are "javascript".</param>
/// <param name="Words">Words of its normalised text.</param>
/// <param name="Numbers">Share of numeric code points of its normalised text.</param>
/// <param name="StartsWithBullet">1 when it begins with a bullet; else 0.</param>
/// <param name="Capitals">Share of upper-case code points, its line feed counted.</param>
internal readonly record struct LineSignals(
    int Start, int End, double EndsInMark, double Javascript, double Words, double Numbers, double StartsWithBullet,
    double Capitals)
{
    /// <summary>The signals by the order of their names.</summary>
    public double this[int signal] => signal switch
    {
        0 => EndsInMark,
        1 => Javascript,
        2 => Words,
        3 => Numbers,
        4 => StartsWithBullet,
        _ => Capitals,
    };
}
