namespace Headroom.Engines.Local.Native;

/// <summary>
/// A lock on a file that the kernel gives back when the last holder is gone, however it went. It belongs to the open
/// file, so it passes without a gap to a program that inherits that.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private const int Exclusive = 2;
    private const int WithoutWaiting = 4;
    private const int SetFlags = 2;
    private const int OwnerMayReadAndWrite = 0x180;

    private FileLock(int descriptor) => Descriptor = descriptor;

    public int Descriptor { get; private set; }

    /// <summary>Takes the lock; null when someone holds it.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static FileLock? TryTake(string path)
    {
        var descriptor = Libc.open(path, Libc.ReadWriteCreate | Libc.CloseOnExec, OwnerMayReadAndWrite);
        if (descriptor < 0) throw ErrorNumber.Failure($"{path} cannot be opened");

        if (Libc.flock(descriptor, Exclusive | WithoutWaiting) == 0) return new FileLock(descriptor);

        _ = Libc.close(descriptor);
        return null;
    }

    /// <summary>The lock that this process inherited as an open file; programs that it starts do not.</summary>
    public static FileLock Inherited(int descriptor)
    {
        _ = Libc.fcntl(descriptor, SetFlags, 1);
        return new FileLock(descriptor);
    }

    // Closed and never unlocked: to unlock would take it from who inherited it.
    public void Dispose()
    {
        if (Descriptor >= 0) _ = Libc.close(Descriptor);
        Descriptor = -1;
    }
}
