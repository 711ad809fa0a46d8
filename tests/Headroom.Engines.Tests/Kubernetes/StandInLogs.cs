using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Headroom.Engines.Tests.Kubernetes;

/// <summary>The part of a kubelet that API servers ask for logs.</summary>
internal sealed class StandInLogs : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate = Certificate();
    private readonly Func<string, StandInPod?> _podOf;
    private readonly CancellationToken _closing;

    public StandInLogs(Func<string, StandInPod?> podOf, CancellationToken closing)
    {
        (_podOf, _closing) = (podOf, closing);
        _listener.Start();
        _ = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_closing));
            }
            catch (Exception fault) when (
                fault is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient caller)
    {
        try
        {
            using var _ = caller;
            await using var stream = new SslStream(caller.GetStream());
            await stream.AuthenticateAsServerAsync(_certificate);
            var address = await RequestAsync(stream);
            // /containerLogs/NAMESPACE/POD/CONTAINER?follow=true
            var pod = _podOf(address.Split('/', '?').ElementAtOrDefault(3) ?? "");
            await AnswerAsync(stream, pod, address.Contains("follow=true", StringComparison.Ordinal));
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Whoever asked has gone.
        }
    }

    private static async Task<string> RequestAsync(SslStream stream)
    {
        var (head, buffer) = (new StringBuilder(), new byte[1]);
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)
            && await stream.ReadAsync(buffer) > 0)
        {
            head.Append((char)buffer[0]);
        }

        return head.ToString().Split(' ').ElementAtOrDefault(1) ?? "";
    }

    private async Task AnswerAsync(SslStream stream, StandInPod? pod, bool follow)
    {
        var status = pod is null || !File.Exists(pod.Log) ? "404 Not Found" : "200 OK";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nConnection: close\r\n\r\n"), _closing);
        if (status[0] != '2') return;

        await using var log = new FileStream(
            pod!.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        while (true)
        {
            var isLast = !follow || pod.HasEnded;
            await log.CopyToAsync(stream, _closing);
            await stream.FlushAsync(_closing);
            if (isLast) return;

            await Task.Delay(TimeSpan.FromMilliseconds(20), _closing);
        }
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=stand-in", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}
