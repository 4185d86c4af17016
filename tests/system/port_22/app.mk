FP := 1
