namespace Headroom.Cli.Output;

/// <summary>How a command prints its results.</summary>
internal enum OutputFormat
{
    /// <summary>Aligned columns for people.</summary>
    Table,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>Comma-separated values with a header line.</summary>
    Csv,
}
