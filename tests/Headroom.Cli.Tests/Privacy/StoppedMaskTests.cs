using System.Diagnostics;
using System.Security.Cryptography;
using Headroom.Cli.Outcome;
using Headroom.Privacy.Samples;

namespace Headroom.Cli.Tests.Privacy;

/// <summary>The real program, killed while it masks, and with a disk that is too small.</summary>
public sealed class StoppedMaskTests : IDisposable
{
    private const int FileBytes = 80 << 20;
    private const int Kills = 6;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_at_any_moment_and_run_again_it_gives_the_same_bytes()
    {
        var chance = new Random(20261127);
        string[] files = [Sample("a.jsonl", 1), Sample("b.jsonl", 2)];
        var signer = _folder.At("signer.key");
        Assert.Equal(ExitCode.Done, (await RunAsync("key", "new", signer, "--kind", "sign")).ExitCode);
        var whole = Stopwatch.StartNew();
        Assert.Equal(ExitCode.Done, (await RunAsync(Line(files, "whole", signer))).ExitCode);

        var killed = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var patience = TimeSpan.FromMilliseconds(chance.Next(100, 300 + (int)whole.ElapsedMilliseconds / 2));
            if (await KilledAsync(Line(files, "cut", signer), patience)) killed++;
            Assert.False(File.Exists(_folder.At("cut/a.jsonl")) && new FileInfo(_folder.At("cut/a.jsonl")).Length < FileBytes / 2);
        }

        Assert.Equal(ExitCode.Done, (await RunAsync(Line(files, "cut", signer))).ExitCode);

        Assert.True(killed > 0, "every run ended before it was killed");
        foreach (var name in (string[])["a.jsonl", "b.jsonl"])
            Assert.Equal(Hash($"whole/{name}"), Hash($"cut/{name}"));
        Assert.Equal(Hash("whole.findings"), Hash("cut.findings"));
        Assert.Equal(["a.jsonl", "b.jsonl"], Directory.GetFileSystemEntries(_folder.At("cut")).Select(Path.GetFileName).Order());

        // One row a file, however often the run was killed.
        if (killed == Kills) Assert.Equal(2, File.ReadAllLines(_folder.At("cut.ledger")).Length);
    }

    [Fact]
    public async Task A_full_disk_is_told_and_gone_on_from_when_there_is_room()
    {
        var disk = _folder.At("disk");
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(Mounts("-t", "tmpfs", "-o", "size=48m", "headroom", disk), "mounting a small disk needs root");
        try
        {
            var file = Sample("a.jsonl", 3);
            var kept = await RunAsync("mask", file, "--out", disk);
            Assert.Equal(ExitCode.Failed, kept.ExitCode);
            Assert.Contains("No space left on device", kept.Error, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFileSystemEntries(disk));

            var stopped = await RunAsync("mask", file, "--out", disk, "--resume");
            Assert.Equal(ExitCode.Failed, stopped.ExitCode);
            Assert.Contains("No space left on device", stopped.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(disk, "a.jsonl")));

            Assert.True(Mounts("-o", "remount,size=200m", disk));
            Assert.Equal(ExitCode.Done, (await RunAsync("mask", file, "--out", disk, "--resume")).ExitCode);
            Assert.Equal(ExitCode.Done, (await RunAsync("mask", file, "--out", _folder.At("whole"))).ExitCode);
            Assert.Equal(Hash("whole/a.jsonl"), Hash("disk/a.jsonl"));
        }
        finally
        {
            using var unmount = Process.Start("umount", [disk]);
            await unmount.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_full_disk_takes_no_row_of_a_ledger_in_half()
    {
        var disk = _folder.At("disk");
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(Mounts("-t", "tmpfs", "-o", "size=8k", "headroom", disk), "mounting a small disk needs root");
        try
        {
            var (signer, ledger) = (_folder.At("signer.key"), Path.Combine(disk, "audit.jsonl"));
            await RunAsync("key", "new", signer, "--kind", "sign");
            string[] charge =
            [
                "privacy", "budget", "--noise", "2", "--rate", "0.1", "--steps", "10", "--delta", "1e-5", "--subject",
                new string('s', 3_000), "--ledger", ledger, "--sign-key", signer,
            ];
            var result = await RunAsync(charge);
            while (result.ExitCode == ExitCode.Done) result = await RunAsync(charge);

            Assert.Equal(ExitCode.Failed, result.ExitCode);
            Assert.Contains("No space left on device", result.Error, StringComparison.Ordinal);
            var check = await RunAsync("audit", "verify", ledger);
            Assert.Equal(ExitCode.Done, check.ExitCode);
            Assert.Contains("2 rows hold", check.Output, StringComparison.Ordinal);
            Assert.True(Mounts("-o", "remount,size=64k", disk));
            Assert.Equal(ExitCode.Done, (await RunAsync(charge)).ExitCode);
        }
        finally
        {
            using var unmount = Process.Start("umount", [disk]);
            await unmount.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("a.jsonl", "{\"note\":\"")]
    [InlineData("a.csv", "id,note\n1,\"")]
    [InlineData("a.txt", "")]
    public async Task A_record_of_a_gigabyte_is_refused_in_bounded_memory(string name, string start)
    {
        var file = _folder.Write(name, "");
        await using (var stream = File.OpenWrite(file))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(start));
            stream.SetLength(1L << 30);
        }

        // The runtime itself refuses more than 300 MiB.
        var result = await RunAsync(["mask", file, "--out", _folder.At("out")], ("DOTNET_GCHeapHardLimit", "0x12C00000"));

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("a record is longer than 67,108,864 bytes", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.At("out")));
    }

    private string[] Line(string[] files, string folder, string signer) =>
    [
        "mask", .. files, "--out", _folder.At(folder), "--resume", "--findings", _folder.At($"{folder}.findings"),
        "--ledger", _folder.At($"{folder}.ledger"), "--sign-key", signer,
    ];

    private string Sample(string name, ulong seed)
    {
        // The same lines several times over: making them up takes longer than masking them.
        var (text, _) = new SampleText(seed).Lines(4 << 20, SampleDensity.Typical);
        using var file = File.Create(_folder.At(name));
        while (file.Length < FileBytes) file.Write(text);
        return _folder.At(name);
    }

    private string Hash(string name)
    {
        using var file = File.OpenRead(_folder.At(name));
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static async Task<bool> KilledAsync(string[] line, TimeSpan after)
    {
        using var process = Started(line, []);
        using var patience = new CancellationTokenSource(after);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return true;
        }
    }

    private static Task<CliResult> RunAsync(params string[] line) => RunAsync(line, []);

    private static async Task<CliResult> RunAsync(string[] line, params (string, string)[] variables)
    {
        using var process = Started(line, variables);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliResult(process.ExitCode, await output, error);
    }

    private static Process Started(string[] line, (string, string)[] variables)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "headroom"), line)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["HEADROOM_PASSPHRASE"] = "a passphrase" },
        };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static bool Mounts(params string[] arguments)
    {
        try
        {
            using var mount = Process.Start(new ProcessStartInfo("mount", arguments) { RedirectStandardError = true })!;
            mount.WaitForExit();
            return mount.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
