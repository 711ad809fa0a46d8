using Headroom.Curation.Input;
using Headroom.Formats;

namespace Headroom.Curation.Running;

/// <summary>
/// What the results of one file are. Those of a table are lines first, which become tables at the end.
/// </summary>
/// <param name="File">The file.</param>
/// <param name="Compression">How lines of its results are compressed.</param>
/// <param name="IsTable">Whether its results are tables in the end.</param>
internal sealed record FileForm(InputFile File, Compression Compression, bool IsTable)
{
    /// <summary>Whether records have the numbers of their rows, by which a table is written anew.</summary>
    public bool HasRows => IsTable && File.Kind == InputKind.Table;

    /// <summary>The form of a file's results.</summary>
    /// <param name="file">The file.</param>
    /// <param name="compression">How it is compressed itself.</param>
    /// <param name="form">What was asked for.</param>
    public static FileForm Of(InputFile file, Compression compression, OutputForm form) => IsTableOf(file, form)
        ? new FileForm(file, Compression.Zstandard, IsTable: true)
        : new FileForm(file, compression, IsTable: false);

    /// <summary>Whether a file's results are tables.</summary>
    public static bool IsTableOf(InputFile file, OutputForm form) =>
        form == OutputForm.Table || (form == OutputForm.AsInput && file.Kind == InputKind.Table);
}
