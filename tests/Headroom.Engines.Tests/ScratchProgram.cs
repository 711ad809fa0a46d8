using System.Diagnostics;

namespace Headroom.Engines.Tests;

/// <summary>Makes programs for a test.</summary>
internal static class ScratchProgram
{
    /// <summary>
    /// Written by a process of its own: a file that this one had open for writing may be inherited for a moment by
    /// whatever another test starts, and is no program for as long.
    /// </summary>
    public static void Write(string path, string text)
    {
        File.WriteAllText($"{path}.text", text);
        using var install = Process.Start("install", ["-m", "500", $"{path}.text", path]);
        install.WaitForExit();
        Assert.Equal(0, install.ExitCode);
    }
}
