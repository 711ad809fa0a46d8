namespace Headroom.Curation.Running;

/// <summary>What the files of results are.</summary>
public enum OutputForm
{
    /// <summary>Of tables (Parquet) tables, of all others JSON Lines, compressed as they are.</summary>
    AsInput,

    /// <summary>JSON Lines.</summary>
    Lines,

    /// <summary>Tables (Parquet).</summary>
    Table,
}
