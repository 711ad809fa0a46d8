using System.Diagnostics;
using System.Text.Json;

namespace Headroom.Server.Tests;

/// <summary>Makes an engine forget what ran: kills it, and deletes what is kept of it.</summary>
internal static class LostRuns
{
    public static void Lose(string poolFolder)
    {
        foreach (var run in Directory.GetDirectories(Path.Combine(poolFolder, "engine", "runs"), "hr-*"))
        {
            if (File.Exists(Path.Combine(run, "ending.json"))) continue;

            Kill(Path.Combine(run, "begun.json"), "Supervisor");
            Kill(Path.Combine(run, "started.json"), "Process");
            Directory.Delete(run, recursive: true);
        }
    }

    private static void Kill(string file, string property)
    {
        if (!File.Exists(file)) return;

        using var record = JsonDocument.Parse(File.ReadAllBytes(file));
        var pid = record.RootElement.GetProperty(property).GetProperty("Pid").GetInt32();
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill(entireProcessTree: true);
            SpinWait.SpinUntil(() => !IsAlive(pid), TimeSpan.FromSeconds(30));
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }

    // One that nobody has waited for yet is dead all the same.
    private static bool IsAlive(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
