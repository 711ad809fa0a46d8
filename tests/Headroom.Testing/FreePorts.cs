using System.Net;
using System.Net.Sockets;

namespace Headroom.Testing;

/// <summary>
/// Ranges of free ports for servers that cannot choose their own. No two of one process overlap, though nothing listens
/// on them yet.
/// </summary>
public static class FreePorts
{
    private const int End = 32_000;

    private static readonly Lock Gate = new();
    private static int _next = 20_000 + Environment.ProcessId % 100 * 100;

    /// <summary>The first of so many ports in a row.</summary>
    public static int Take(int count)
    {
        lock (Gate)
        {
            for (; _next < End; _next += count)
            {
                if (!Enumerable.Range(_next, count).All(IsFree)) continue;

                _next += count;
                return _next - count;
            }
        }

        throw new InvalidOperationException($"No {count} free ports in a row.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
