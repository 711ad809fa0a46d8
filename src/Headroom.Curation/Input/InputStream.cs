using Headroom.Formats;
using Headroom.Formats.Parquet;

namespace Headroom.Curation.Input;

/// <summary>Opens a file for reading from its start, decompressed.</summary>
internal static class InputStream
{
    /// <summary>What is in a file of a run; a table gives a line for each row.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it holds.</param>
    /// <param name="showsAll">Whether all columns of a table have members, or texts and whole numbers alone.</param>
    /// <param name="isNumbered">Whether lines of a table begin with the number of their row.</param>
    /// <param name="compression">How the file is compressed; a table is not.</param>
    public static Stream Open(
        string path, InputKind kind, bool showsAll, bool isNumbered, out Compression compression)
    {
        if (kind != InputKind.Table) return Open(path, out compression);

        using (Open(path, out compression)) { }
        compression = Compression.None;
        return new ParquetRecordStream(path, showsAll, isNumbered, isLenient: true);
    }

    /// <summary>The text of a file.</summary>
    /// <exception cref="CurationException">There is no such file, it is a folder, or it may not be read.</exception>
    public static Stream Open(string path, out Compression compression)
    {
        if (Directory.Exists(path)) throw new CurationException(path, 0, "this is a folder", "name a file in it");
        if (!File.Exists(path)) throw new CurationException(path, 0, "there is no such file", "check the path");

        try
        {
            return CompressedFile.Open(path, out compression, passesDamage: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CurationException(
                path, 0, $"the file cannot be read ({fault.Message.TrimEnd('.')})", "check its rights and the disk");
        }
    }
}
