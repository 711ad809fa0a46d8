using System.Globalization;
using System.Text;
using Headroom.Cli.Outcome;

namespace Headroom.Cli.Output;

/// <summary>A file that appears whole or not at all: written beside its target and renamed.</summary>
internal sealed class WholeFile
{
    private readonly string _target;
    private readonly string _partial;

    private WholeFile(string path)
    {
        Path = path;
        // A link keeps pointing where it does: what it points to is replaced.
        _target = new FileInfo(path) is { LinkTarget: not null } link
            ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName
            : System.IO.Path.GetFullPath(path);
        _partial = string.Create(CultureInfo.InvariantCulture, $"{_target}.{Environment.ProcessId}.partial");
    }

    /// <summary>Path as the caller gave it.</summary>
    public string Path { get; }

    /// <summary>Refuses a target that cannot be written, before any work is done for it.</summary>
    public static WholeFile At(string path)
    {
        if (Directory.Exists(path))
            throw Refused(path, "is a folder; give the name of a file in it");

        try
        {
            var file = new WholeFile(path);
            if (File.Exists(file._target)) File.OpenWrite(file._target).Dispose();
            using (File.Create(file._partial, bufferSize: 1, FileOptions.DeleteOnClose)) { }

            return file;
        }
        catch (DirectoryNotFoundException)
        {
            throw Refused(path, "lies in a folder that does not exist; make the folder first");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Refused(path, $"cannot be written ({fault.Message.TrimEnd('.')}); choose another place");
        }
    }

    public void Write(string text)
    {
        try
        {
            File.WriteAllText(_partial, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(_partial, _target, overwrite: true);
        }
        finally
        {
            File.Delete(_partial);
        }
    }

    private static CommandFailure Refused(string path, string why) => new(ExitCode.WrongUse, $"{path}: {why}.");
}
