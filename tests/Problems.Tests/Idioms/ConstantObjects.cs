using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Lists, stacks, queues and sets that depend on no input and change under way: what is read of them is what they are by then.</summary>
internal static partial class ConstantObjects
{
    private static void Grow(List<double> l) => l.Add(0.25 * l.Count);

    private static double Read(List<double> l) => l.Count + l[0];

    [Differentiable(Kinds.Scalar), At(0.3)]
    public static double CountedTwice(double a)
    {
        var l = new List<double> { 1.5 };
        if (l.Count > 1) l.RemoveAt(0);
        l.Add(0.5);
        double s = a;
        for (int i = 0; i < l.Count; i++) s += l[i] * (i + 0.5) * a;
        return s;
    }

    [Differentiable(Kinds.Scalar), At(0.3)]
    public static double Growing(double a)
    {
        var l = new List<double> { 1.5 };
        double s = a;
        for (int i = 0; i < 7; i++)
        {
            s += Math.Sin(s * a) * l.Count;
            l.Add(i * 0.1);
            s *= l[^1] + l[i];
        }

        return s;
    }

    [Differentiable(Kinds.Scalar), At(0.3)]
    public static double ByHelpers(double a)
    {
        var l = new List<double> { 1.5 };
        double s = a * l.Count;
        Grow(l);
        s += Read(l) * a;
        Grow(l);
        s += Read(l) * a * a;
        foreach (var v in l) s *= v + a;
        return s;
    }

    [Differentiable(Kinds.Scalar), At(0.3)]
    public static double WorkList(double a)
    {
        var open = new Queue<int>();
        open.Enqueue(5);
        open.Enqueue(2);
        double s = a;
        while (open.Count > 0)
        {
            int k = open.Dequeue();
            s += a * Math.Cos(s) * k;
            if (k > 1) open.Enqueue(k - 1);
        }

        return s;
    }

    [Differentiable(Kinds.Scalar), At(0.3)]
    public static double Seen(double a)
    {
        var seen = new HashSet<int>();
        double s = a;
        for (int i = 0; i < 7; i++)
        {
            if (seen.Contains(i % 3)) s *= a;
            seen.Add(i % 3);
            s += Math.Sin(a * seen.Count);
        }

        return s;
    }

    [Differentiable(Kinds.Scalar), At(0.3)]
    public static double TwoNames(double a)
    {
        var l = new List<double> { 1.5 };
        var m = l;
        double s = a * l.Count;
        m.Add(2);
        s += l.Count * a * a;
        var stack = new Stack<int>();
        stack.Push(3);
        s *= stack.Count + stack.Peek();
        stack.Push(4);
        return s * stack.Peek() * stack.Count;
    }

    [Differentiable(Kinds.Scalar), At(0.3)]
    public static double SameTwice(double a)
    {
        var l = new List<double>();
        l.Add(1);
        l.Add(1);
        var stack = new Stack<int>();
        stack.Push(5);
        stack.Push(2);
        stack.Push(5);
        stack.Push(2);
        stack.Pop();
        stack.Pop();
        return a * l.Count + a * a * stack.Pop() + stack.Pop() * stack.Count;
    }

    [Differentiable(Kinds.Scalar), At(0.3)]
    public static double Noise(double a)
    {
        var r = new Random(3);
        double s = a * r.NextDouble() + a * a * r.NextDouble();
        for (int i = 0; i < 5; i++) s += a * r.NextDouble() + Math.Sin(s) * r.NextDouble();
        return s;
    }

    [Differentiable(Kinds.Scalar), At(0.3)]
    public static double TakenInTurn(double a)
    {
        var q = new Queue<int>();
        for (int i = 0; i < 10; i++) q.Enqueue(i % 3);
        double s = 0;
        while (q.Count > 0) s += a * q.Dequeue() + Math.Sin(s * a) * q.Dequeue();
        return s;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.4, 0.7, -0.3 }, 0.9)]
    public static double Drained(double[] a, double s)
    {
        var q = new Queue<int>();
        for (int i = 0; i < a.Length; i++) q.Enqueue(a.Length - 1 - i);
        double r = 1;
        while (q.Count > 0) r = r * s + a[q.Dequeue()];
        return r;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.4, 0.7, -0.3 }, 0.9)]
    public static double CountedWhileAdded(double[] a, double s)
    {
        var q = new List<int>();
        double r = 1;
        for (int i = 0; i < a.Length; i++)
        {
            q.Add(i);
            r = r * s + a[i] * q.Count;
        }

        return r;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.4, 0.7, -0.3, 0.2 })]
    public static double[] Shuffled(double[] a)
    {
        var random = new Random(5);
        var left = Enumerable.Range(0, a.Length).ToList();
        var r = new double[a.Length];
        for (int i = 0; i < r.Length; i++)
        {
            int k = random.Next(left.Count);
            r[i] = a[left[k]] * a[i] + (i > 0 ? r[i - 1] * a[0] : 0);
            left.RemoveAt(k);
        }

        return r;
    }
}
