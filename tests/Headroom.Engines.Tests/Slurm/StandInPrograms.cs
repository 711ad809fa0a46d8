namespace Headroom.Engines.Tests.Slurm;

/// <summary>Slurm's programs, of which some may be replaced by a shell script for a while.</summary>
internal sealed class StandInPrograms : IDisposable
{
    private const string Real = "/usr/bin";
    private static readonly string[] Names = ["sbatch", "squeue", "scontrol", "scancel", "sacct"];

    private readonly ScratchFolder _folder = new();

    public StandInPrograms()
    {
        foreach (var name in Names) Restore(name);
    }

    public string Path => _folder.Path;

    /// <summary>The script finds the real programs in <c>$real</c>.</summary>
    public void Replace(string name, string script)
    {
        File.Delete(_folder.At(name));
        ScratchProgram.Write(_folder.At(name), $"#!/bin/sh\nreal={Real}\n{script}\n");
    }

    public void Restore(string name)
    {
        File.Delete(_folder.At(name));
        File.CreateSymbolicLink(_folder.At(name), $"{Real}/{name}");
    }

    public void Dispose() => _folder.Dispose();
}
