namespace Headroom.Curation.Input;

/// <summary>What a file holds, as the ending of its name says.</summary>
internal enum InputKind
{
    /// <summary>Records of JSON, one on each line.</summary>
    Records,

    /// <summary>One plain text.</summary>
    Text,

    /// <summary>One page of HTML.</summary>
    Page,

    /// <summary>A web archive (WARC) of pages or of their texts.</summary>
    Archive,

    /// <summary>A table (Parquet), whose rows are records.</summary>
    Table,
}
