using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Headroom.Cli.Tests.Serving;

/// <summary>What the log of the real program says when somebody writes to it through requests.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task Every_line_is_the_program_s_own_and_no_token_is_in_any()
    {
        using var folder = new TemporaryFolder();
        using var program = new RealProgram(folder.Path, store: null);
        await program.StartAsync();
        using var client = program.Client();

        foreach (var request in (string[])[
            "GET /api/v1/jobs HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer hr_guess\\n{\"LogLevel\":\"Fake\"}\r\n",
            "GET /api/v1/jobs HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer hr_guess%0a%0dFake\r\n",
            "GET /api/v1/%0d%0aFake:%20line HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer hr_guess\u001b[2J\r\n",
            "GET /api/v1/jobs?after=%0d%0aFake HTTP/1.1\r\nHost: a\r\nUser-Agent: \u001b[2JFake\r\n"])
        {
            await SendAsync(program.Address, $"{request}Connection: close\r\n\r\n");
        }

        Assert.NotEmpty(await client.NodesAsync(TestContext.Current.CancellationToken));
        program.Kill();

        Assert.Contains(program.Log, line => line.Contains("Wrong tokens", StringComparison.OrdinalIgnoreCase));
        Assert.All(program.Log, line =>
        {
            Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind);
            Assert.DoesNotContain("hr_", line, StringComparison.Ordinal);
            Assert.DoesNotContain("Fake", line, StringComparison.Ordinal);
        });
    }

    private static async Task SendAsync(Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream);
        try
        {
            await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            // Cut off: that will do.
        }
    }
}
