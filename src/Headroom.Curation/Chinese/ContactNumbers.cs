namespace Headroom.Curation.Chinese;

/// <summary>
/// Numbers by which somebody is reached, in the digits of one sentence: mobile phones, lines with their area, 400 and
/// 800, and accounts of messengers. Blanks and hyphens inside them do not count.
/// </summary>
internal sealed class ContactNumbers
{
    private const int AccountDigitsMin = 5;
    private const int DigitsMax = 12;

    private readonly char[] _digits = new char[DigitsMax + 1];
    private int _count;
    private bool _isParted;

    /// <summary>Whether there was a telephone number.</summary>
    public bool HasTelephone { get; private set; }

    /// <summary>Whether there was a number as long as that of an account.</summary>
    public bool HasAccount { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _count = 0;
        _isParted = HasTelephone = HasAccount = false;
    }

    /// <summary>Looks at the next character of the sentence.</summary>
    public void Next(int code)
    {
        if (code is >= '0' and <= '9')
        {
            if (_count <= DigitsMax) _digits[Math.Min(_count++, DigitsMax)] = (char)code;
            _isParted = false;
        }
        else if (_count > 0 && !_isParted && code is '-' or ' ' or '－' or '—')
        {
            _isParted = true;
        }
        else
        {
            End();
        }
    }

    /// <summary>The sentence is over.</summary>
    public void End()
    {
        if (_count >= AccountDigitsMin)
        {
            HasAccount = true;
            HasTelephone |= IsTelephone(_digits.AsSpan(0, Math.Min(_count, DigitsMax)));
        }

        _count = 0;
        _isParted = false;
    }

    private bool IsTelephone(ReadOnlySpan<char> digits) => _count switch
    {
        10 => digits[0] == '0' || (digits[0] is '4' or '8' && digits[1] == '0' && digits[2] == '0'),
        11 => digits[0] == '0' || (digits[0] == '1' && digits[1] >= '3'),
        12 => digits[0] == '0',
        _ => false,
    };
}
