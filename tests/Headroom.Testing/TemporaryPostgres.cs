using System.Diagnostics;
using Npgsql;
using Xunit;

namespace Headroom.Testing;

/// <summary>
/// A PostgreSQL server of the tests' own, in a temporary folder, reached by a socket: started when it is first asked
/// for, ended with the tests.
/// </summary>
public static class TemporaryPostgres
{
    private const long MemoryLeast = 4L << 30;

    private static readonly Lazy<string?> Folder = new(Start);
    private static int _databases;

    private static string? Bin { get; } = FindBin();

    /// <summary>Connection string of a new empty database; skips the calling test where no server can be had.</summary>
    public static string NewDatabase()
    {
        Assert.SkipWhen(Bin is null, "PostgreSQL is not installed; install the package postgresql");
        var folder = Folder.Value;
        Assert.SkipWhen(folder is null, "no PostgreSQL server could be started");
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        using var source = NpgsqlDataSource.Create($"Host={folder};Username=postgres;Database=postgres;Pooling=false");
        using var command = source.CreateCommand($"CREATE DATABASE {name}");
        command.ExecuteNonQuery();
        return $"Host={folder};Username=postgres;Database={name}";
    }

    /// <summary>Runs a program as the server's user, who may not be root.</summary>
    public static int Run(string program, params string[] arguments)
    {
        var start = Environment.UserName == "root"
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", Path.Combine(Bin!, program), .. arguments])
            : new ProcessStartInfo(Path.Combine(Bin!, program), arguments);
        start.WorkingDirectory = "/tmp";
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private static string? Start()
    {
        var folder = ServerFolder.Create("postgres", MemoryLeast);
        if (Environment.UserName == "root") Process.Start("chown", ["postgres", folder])!.WaitForExit();
        var files = Path.Combine(folder, "files");
        if (Run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync", "-D", files) != 0)
            return null;

        // What a test writes need not outlive the machine, only the process.
        var options = $"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c max_connections=60";
        if (Run("pg_ctl", "start", "-w", "-D", files, "-l", Path.Combine(folder, "log"), "-o", options) != 0)
            return null;

        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            NpgsqlConnection.ClearAllPools();
            Run("pg_ctl", "stop", "-m", "immediate", "-D", files);
            Directory.Delete(folder, recursive: true);
        };
        return folder;
    }

    private static string? FindBin()
    {
        const string Debian = "/usr/lib/postgresql";
        var bins = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        return bins.Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
            .Order(StringComparer.Ordinal)
            .LastOrDefault();
    }
}
