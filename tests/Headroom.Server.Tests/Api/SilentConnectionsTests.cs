using System.Net.Sockets;

namespace Headroom.Server.Tests.Api;

/// <summary>
/// Connections that say nothing. While they last they take every file that this process may open, so no other test
/// runs beside them.
/// </summary>
[Collection(Alone)]
[CollectionDefinition(Alone, DisableParallelization = true)]
public sealed class SilentConnectionsTests : IAsyncLifetime
{
    private const string Alone = "silent connections";

    // As many as the limits of this machine allow to one process, which holds both ends.
    private const int Wanted = 10_000;

    // What the server needs to answer when the limit of files was met.
    private const int GivenBack = 200;

    private const int FewestToTell = 500;

    private RealPool _pool = null!;

    public async ValueTask InitializeAsync() => _pool = await RealPool.StartAsync();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task Thousands_of_silent_connections_hold_nobody_up()
    {
        var sockets = new List<Socket>();
        try
        {
            await ConnectAsync(sockets);
            if (sockets.Count < FewestToTell) Assert.Skip($"This machine allows {sockets.Count} connections only.");

            using var admin = _pool.Admin;
            Assert.Single(await admin.NodesAsync());
        }
        finally
        {
            foreach (var socket in sockets) socket.Dispose();
        }
    }

    private async Task ConnectAsync(List<Socket> sockets)
    {
        try
        {
            while (sockets.Count < Wanted)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                sockets.Add(socket);
                await socket.ConnectAsync(_pool.Address.Host, _pool.Address.Port);
            }
        }
        catch (SocketException fault)
        {
            TestContext.Current.SendDiagnosticMessage($"{sockets.Count} connections: {fault.Message}");
            foreach (var socket in sockets.TakeLast(GivenBack)) socket.Dispose();
        }
    }
}
