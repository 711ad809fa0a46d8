using Headroom.Formats;

namespace Headroom.Curation.Input;

/// <summary>Opens a file for reading from its start, decompressed.</summary>
internal static class InputStream
{
    /// <summary>The text of a file.</summary>
    /// <exception cref="CurationException">There is no such file, it is a folder, or it may not be read.</exception>
    public static Stream Open(string path, out Compression compression)
    {
        if (Directory.Exists(path)) throw new CurationException(path, 0, "this is a folder", "name a file in it");
        if (!File.Exists(path)) throw new CurationException(path, 0, "there is no such file", "check the path");

        try
        {
            return CompressedFile.Open(path, out compression);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CurationException(
                path, 0, $"the file cannot be read ({fault.Message.TrimEnd('.')})", "check its rights and the disk");
        }
    }
}
