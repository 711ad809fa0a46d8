using System.Diagnostics;
using Headroom.Testing;

namespace Headroom.Engines.Tests.Slurm;

/// <summary>
/// A real sshd of the tests' own on loopback, with keys and a port of its own: the login node of the tests' cluster.
/// </summary>
internal sealed class LoginNode : IDisposable
{
    private const string Server = "/usr/sbin/sshd";

    private readonly string _folder = Directory.CreateTempSubdirectory("headroom-login-").FullName;
    private readonly int _port = FreePorts.Take(1);
    private Process? _server;

    public LoginNode()
    {
        Assert.SkipUnless(
            File.Exists(Server) && Environment.UserName == "root",
            "sshd is not installed or this is not root; ./test.sh installs it");
        // sshd refuses to start without it, and packages make it when the system boots.
        Directory.CreateDirectory("/run/sshd");
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", At("host"));
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", At("user"));
        File.Copy(At("user.pub"), At("authorized"));
        File.WriteAllText(At("known"), $"[127.0.0.1]:{_port} {File.ReadAllText(At("host.pub"))}");
        File.WriteAllText(At("sshd.conf"), $"""
            ListenAddress 127.0.0.1:{_port}
            HostKey {At("host")}
            AuthorizedKeysFile {At("authorized")}
            PidFile none
            UsePAM no
            StrictModes no
            PermitRootLogin prohibit-password
            PasswordAuthentication no

            """);
        Configuration = Write("ssh.conf", At("user"), multiplexing: "");
        Start();
    }

    /// <summary>Configuration of a client whose key the node knows.</summary>
    public string Configuration { get; }

    /// <summary>The same for one connection that all calls share.</summary>
    public string SharedConfiguration() => Write(
        "shared.conf", At("user"), $"""
            ControlMaster auto
            ControlPath {At("control")}
            ControlPersist 60
        """);

    /// <summary>Configuration of a client that the node does not know.</summary>
    public string StrangerConfiguration()
    {
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", At("stranger"));
        return Write("stranger.conf", At("stranger"), multiplexing: "");
    }

    public void Start()
    {
        // Neither in the background nor over a pipe that would fill.
        _server = Process.Start(Server, ["-D", "-f", At("sshd.conf"), "-E", At("log")]);
        SpinWait.SpinUntil(
            () => File.Exists(At("log")) && File.ReadAllText(At("log")).Contains("listening", StringComparison.Ordinal),
            TimeSpan.FromMinutes(1));
    }

    /// <summary>Kills the server with all of its connections.</summary>
    public void Kill()
    {
        _server!.Kill(entireProcessTree: true);
        _server.WaitForExit();
        File.Delete(At("log"));
    }

    public void Dispose()
    {
        if (File.Exists(At("shared.conf"))) Run("ssh", "-F", At("shared.conf"), "-O", "exit", "login");
        if (_server is { HasExited: false }) Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private string Write(string name, string key, string multiplexing)
    {
        File.WriteAllText(At(name), $"""
            Host login
                HostName 127.0.0.1
                Port {_port}
                User root
                IdentityFile {key}
                IdentitiesOnly yes
                UserKnownHostsFile {At("known")}
            {multiplexing}

            """);
        return At(name);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        _ = process.StandardError.ReadToEnd();
        process.WaitForExit();
    }
}
