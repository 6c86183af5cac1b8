	.file	"<string>"
	.section	.ltext,"axl",@progbits
	.globl	_ZN4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx
	.p2align	4
	.type	_ZN4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx,@function
_ZN4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx:
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$376, %rsp
	movq	480(%rsp), %r11
	movq	%r8, 16(%rsp)
	movq	%rdx, 152(%rsp)
	leaq	1023(%r11), %rbx
	shrq	$10, %rbx
	testq	%r11, %r11
	setle	%r8b
	testq	%rbx, %rbx
	sete	%dl
	xorl	%eax, %eax
	orb	%r8b, %dl
	jne	.LBB0_36
	movq	488(%rsp), %r10
	movq	472(%rsp), %rdx
	movabsq	$-6148914691236517205, %r8
	movq	%rsi, 8(%rsp)
	xorl	%eax, %eax
	movl	$4, %r12d
	leaq	511(%r10), %r15
	shrq	$9, %r15
	testq	%r10, %r10
	mulxq	%r8, %r10, %r10
	movl	$96, %r8d
	cmovleq	%rax, %r15
	xorl	%r14d, %r14d
	shrq	$4, %r10
	leaq	(,%r10,8), %rsi
	leaq	(%rsi,%rsi,2), %rsi
	cmpq	%rsi, %rdx
	setne	%sil
	cmpq	$4, %r9
	cmoveq	%r9, %r8
	movq	%r8, 352(%rsp)
	movl	$2112, %r8d
	cmoveq	%r8, %r12
	movq	%r12, 344(%rsp)
	testq	%r15, %r15
	je	.LBB0_36
	movq	456(%rsp), %rax
	movb	%sil, %r14b
	testq	%rdx, %rdx
	movq	464(%rsp), %r12
	movq	448(%rsp), %r13
	movq	440(%rsp), %rbp
	movq	504(%rsp), %r8
	movq	%r9, 32(%rsp)
	movq	%rcx, 128(%rsp)
	movq	%rdi, 240(%rsp)
	movq	%r15, 232(%rsp)
	leaq	(%r10,%r14), %rsi
	movq	%rsi, 80(%rsp)
	movq	%rax, 72(%rsp)
	setle	%al
	testq	%rsi, %rsi
	sete	%sil
	orb	%al, %sil
	movl	$24, %eax
	movb	%sil, 7(%rsp)
	movq	%rdx, %rsi
	subq	$24, %rsi
	cmovbq	%rdx, %rax
	movq	%r13, %rdx
	shlq	$10, %rdx
	movq	%rsi, 304(%rsp)
	leaq	1(%r10,%r14), %rsi
	movq	%r11, %r10
	xorl	%r14d, %r14d
	movq	%rax, 312(%rsp)
	leaq	(,%r12,8), %rax
	movq	%rdx, 224(%rsp)
	movq	%rbp, %rdx
	shlq	$9, %rdx
	movq	%rdx, 328(%rsp)
	movq	%r9, %rdx
	shlq	$9, %rdx
	movq	%rsi, 296(%rsp)
	leaq	50688(%r8), %rsi
	leaq	(%rax,%rax,2), %rax
	movq	%rdx, 320(%rsp)
	movq	432(%rsp), %rdx
	movq	%rsi, 24(%rsp)
	leaq	1(%r15), %rsi
	movq	%rsi, 248(%rsp)
	xorl	%esi, %esi
	movq	%rax, 120(%rsp)
	movq	16(%rsp), %rax
	movq	%rdx, %r8
	leaq	(,%rax,8), %rax
	leaq	(%rax,%rax,2), %rax
	movq	%rax, 336(%rsp)
	addq	%rcx, %rax
	movq	%rax, 256(%rsp)
.LBB0_3:
	cmpq	$1024, %r10
	movl	$1024, %r12d
	movq	%r11, %rax
	movl	$1024, %ecx
	movq	%r14, %r9
	movq	%rbx, 288(%rsp)
	movq	%r8, 280(%rsp)
	movq	%r10, 272(%rsp)
	movq	%r14, 264(%rsp)
	cmovlq	%r10, %r12
	subq	%r14, %rax
	cmpq	$1024, %rax
	cmovlq	%rax, %rcx
	imulq	%r13, %r9
	movq	%rcx, 88(%rsp)
	addq	$15, %rcx
	shrq	$4, %rcx
	addq	%rdx, %r9
	testq	%rax, %rax
	cmovleq	%rsi, %rcx
	movq	%r9, 136(%rsp)
	testq	%rcx, %rcx
	je	.LBB0_4
	cmpb	$0, 7(%rsp)
	je	.LBB0_14
	movq	488(%rsp), %r14
	movq	248(%rsp), %r15
	movq	%r8, %rbx
	.p2align	4
.LBB0_25:
	cmpq	$512, %r14
	movl	$512, %r9d
	leaq	184(%rsp), %rdi
	leaq	176(%rsp), %rsi
	movq	%rbx, %rdx
	movq	%rbp, %rcx
	movq	%r13, %r8
	cmovlq	%r14, %r9
	pushq	24(%rsp)
	pushq	96(%rsp)
	movabsq	$_ZN4weft11accelerator7kernels5dense12_pack_panelsB2v3B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx, %rax
	callq	*%rax
	addq	$16, %rsp
	testl	%eax, %eax
	jne	.LBB0_35
	addq	328(%rsp), %rbx
	decq	%r15
	addq	$-512, %r14
	cmpq	$1, %r15
	jg	.LBB0_25
.LBB0_27:
	movq	264(%rsp), %r14
	movq	272(%rsp), %r10
	movq	280(%rsp), %r8
	movq	288(%rsp), %rcx
	addq	$4096, 72(%rsp)
	movq	240(%rsp), %rdi
	movq	480(%rsp), %r11
	movq	232(%rsp), %r15
	movq	432(%rsp), %rdx
	movl	$0, %esi
	xorl	%eax, %eax
	addq	224(%rsp), %r8
	addq	$1024, %r14
	addq	$-1024, %r10
	leaq	-1(%rcx), %rbx
	cmpq	$1, %rcx
	jg	.LBB0_3
	jmp	.LBB0_36
.LBB0_4:
	movq	256(%rsp), %r12
	movq	%r15, %r14
	xorl	%r15d, %r15d
	jmp	.LBB0_5
	.p2align	4
.LBB0_12:
	movq	40(%rsp), %rax
	addq	320(%rsp), %r12
	movq	448(%rsp), %r13
	movq	440(%rsp), %rbp
	addq	$512, %r15
	leaq	-1(%rax), %r14
	cmpq	$1, %rax
	jle	.LBB0_27
.LBB0_5:
	movq	488(%rsp), %rbx
	movl	$512, %eax
	movq	%r15, %rdx
	leaq	184(%rsp), %rdi
	leaq	176(%rsp), %rsi
	movq	%rbp, %rcx
	movq	%r13, %r8
	subq	%r15, %rbx
	cmpq	$512, %rbx
	cmovgeq	%rax, %rbx
	imulq	%rbp, %rdx
	addq	136(%rsp), %rdx
	movq	%rbx, %r9
	pushq	24(%rsp)
	pushq	96(%rsp)
	movabsq	$_ZN4weft11accelerator7kernels5dense12_pack_panelsB2v3B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx, %rax
	callq	*%rax
	addq	$16, %rsp
	testl	%eax, %eax
	jne	.LBB0_35
	cmpb	$0, 7(%rsp)
	movq	%r14, 40(%rsp)
	jne	.LBB0_12
	cmpb	$0, 496(%rsp)
	je	.LBB0_12
	movq	32(%rsp), %r8
	movq	%r15, %rdx
	movq	16(%rsp), %rcx
	movq	312(%rsp), %r9
	leaq	168(%rsp), %rdi
	leaq	160(%rsp), %rsi
	imulq	%r8, %rdx
	addq	128(%rsp), %rdx
	pushq	504(%rsp)
	pushq	%rbx
	movabsq	$_ZN4weft11accelerator7kernels5dense10_copy_rowsB2v4B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx, %rax
	callq	*%rax
	addq	$16, %rsp
	testl	%eax, %eax
	jne	.LBB0_35
	movq	304(%rsp), %r13
	movq	296(%rsp), %r14
	cmpq	$2, 80(%rsp)
	movq	%r12, %rbp
	jb	.LBB0_12
	.p2align	4
.LBB0_10:
	movq	16(%rsp), %rcx
	movq	32(%rsp), %r8
	cmpq	$24, %r13
	movl	$24, %r9d
	leaq	168(%rsp), %rdi
	leaq	160(%rsp), %rsi
	movq	%rbp, %rdx
	cmovlq	%r13, %r9
	pushq	504(%rsp)
	pushq	%rbx
	movabsq	$_ZN4weft11accelerator7kernels5dense10_copy_rowsB2v4B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx, %rax
	callq	*%rax
	addq	$16, %rsp
	testl	%eax, %eax
	jne	.LBB0_35
	addq	336(%rsp), %rbp
	decq	%r14
	addq	$-24, %r13
	cmpq	$2, %r14
	jg	.LBB0_10
	jmp	.LBB0_12
.LBB0_14:
	incq	%rcx
	xorl	%r14d, %r14d
	movq	%r12, 96(%rsp)
	movq	%rcx, 104(%rsp)
	movq	488(%rsp), %rcx
.LBB0_15:
	movq	488(%rsp), %r9
	movq	%r15, 208(%rsp)
	cmpq	$512, %rcx
	movl	$512, %r15d
	movl	$512, %eax
	movq	%r14, %rdx
	movq	%rcx, %rbx
	leaq	184(%rsp), %rdi
	leaq	176(%rsp), %rsi
	movq	%r13, %r8
	cmovlq	%rcx, %r15
	movq	%rbp, %rcx
	subq	%r14, %r9
	cmpq	$512, %r9
	cmovgeq	%rax, %r9
	imulq	%rbp, %rdx
	addq	136(%rsp), %rdx
	movq	%r9, 40(%rsp)
	pushq	24(%rsp)
	pushq	96(%rsp)
	movabsq	$_ZN4weft11accelerator7kernels5dense12_pack_panelsB2v3B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx, %rax
	callq	*%rax
	addq	$16, %rsp
	testl	%eax, %eax
	jne	.LBB0_35
	movq	%r14, 192(%rsp)
	imulq	32(%rsp), %r14
	shlq	$6, %r15
	movq	%rbx, 200(%rsp)
	movq	%r15, 144(%rsp)
	addq	128(%rsp), %r14
	cmpb	$0, 496(%rsp)
	movq	%r14, 112(%rsp)
	je	.LBB0_28
	movq	72(%rsp), %r13
	movq	80(%rsp), %r14
	movq	472(%rsp), %rbp
	xorl	%ebx, %ebx
	jmp	.LBB0_18
	.p2align	4
.LBB0_23:
	movq	%rbx, %r13
	addq	120(%rsp), %r13
	cmpq	$1, 56(%rsp)
	movq	48(%rsp), %r14
	movq	472(%rsp), %rbp
	movq	96(%rsp), %r12
	movq	64(%rsp), %rbx
	jle	.LBB0_34
.LBB0_18:
	movq	16(%rsp), %rcx
	subq	%rbx, %rbp
	movl	$24, %eax
	movq	%rbx, %rdx
	movq	32(%rsp), %r8
	leaq	168(%rsp), %rdi
	leaq	160(%rsp), %rsi
	cmpq	$24, %rbp
	cmovgeq	%rax, %rbp
	movq	%rbp, %r9
	imulq	%rcx, %rdx
	addq	112(%rsp), %rdx
	pushq	504(%rsp)
	pushq	48(%rsp)
	movabsq	$_ZN4weft11accelerator7kernels5dense10_copy_rowsB2v4B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx, %rax
	callq	*%rax
	addq	$16, %rsp
	testl	%eax, %eax
	jne	.LBB0_35
	leaq	-1(%r14), %rax
	movq	%r14, 56(%rsp)
	movq	%r12, %r15
	movq	24(%rsp), %r14
	movq	104(%rsp), %r12
	addq	$24, %rbx
	movq	%rbx, 64(%rsp)
	movq	%r13, %rbx
	movq	%rax, 48(%rsp)
	jmp	.LBB0_20
	.p2align	4
.LBB0_22:
	addq	144(%rsp), %r14
	decq	%r12
	addq	$64, %r13
	addq	$-16, %r15
	cmpq	$1, %r12
	jle	.LBB0_23
.LBB0_20:
	movq	152(%rsp), %rdx
	movq	504(%rsp), %rcx
	movq	344(%rsp), %r8
	movq	352(%rsp), %r9
	cmpq	$16, %r15
	movl	$16, %eax
	leaq	368(%rsp), %rdi
	leaq	360(%rsp), %rsi
	cmovlq	%r15, %rax
	pushq	40(%rsp)
	pushq	%rax
	pushq	480(%rsp)
	pushq	%r13
	pushq	%r14
	pushq	%rbp
	movabsq	$_ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx, %rax
	callq	*%rax
	addq	$48, %rsp
	testl	%eax, %eax
	je	.LBB0_22
	cmpl	$-2, %eax
	je	.LBB0_22
	jmp	.LBB0_35
.LBB0_28:
	movq	72(%rsp), %rcx
	movq	80(%rsp), %rax
	movq	472(%rsp), %r15
	xorl	%ebp, %ebp
	jmp	.LBB0_29
.LBB0_33:
	movq	64(%rsp), %rcx
	movq	216(%rsp), %rax
	movq	472(%rsp), %r15
	movq	96(%rsp), %r12
	movq	48(%rsp), %rbp
	addq	120(%rsp), %rcx
	cmpq	$1, 56(%rsp)
	jle	.LBB0_34
.LBB0_29:
	subq	%rbp, %r15
	movq	%rax, 56(%rsp)
	decq	%rax
	leaq	24(%rbp), %rdx
	movq	24(%rsp), %r13
	movq	104(%rsp), %rbx
	movq	%r12, %r14
	movq	%rcx, 64(%rsp)
	movq	%rcx, %r12
	movq	%rax, 216(%rsp)
	cmpq	$24, %r15
	movl	$24, %eax
	movq	%rdx, 48(%rsp)
	cmovgeq	%rax, %r15
	imulq	16(%rsp), %rbp
	addq	112(%rsp), %rbp
	jmp	.LBB0_30
	.p2align	4
.LBB0_32:
	addq	144(%rsp), %r13
	decq	%rbx
	addq	$64, %r12
	addq	$-16, %r14
	cmpq	$1, %rbx
	jle	.LBB0_33
.LBB0_30:
	movq	152(%rsp), %rdx
	movq	16(%rsp), %r8
	movq	32(%rsp), %r9
	cmpq	$16, %r14
	movl	$16, %eax
	leaq	368(%rsp), %rdi
	leaq	360(%rsp), %rsi
	movq	%rbp, %rcx
	cmovlq	%r14, %rax
	pushq	40(%rsp)
	pushq	%rax
	pushq	480(%rsp)
	pushq	%r12
	pushq	%r13
	pushq	%r15
	movabsq	$_ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx, %rax
	callq	*%rax
	addq	$48, %rsp
	testl	%eax, %eax
	je	.LBB0_32
	cmpl	$-2, %eax
	je	.LBB0_32
	jmp	.LBB0_35
.LBB0_34:
	movq	192(%rsp), %r14
	movq	200(%rsp), %rcx
	movq	208(%rsp), %rax
	movq	448(%rsp), %r13
	movq	440(%rsp), %rbp
	addq	$512, %r14
	addq	$-512, %rcx
	leaq	-1(%rax), %r15
	cmpq	$1, %rax
	jg	.LBB0_15
	jmp	.LBB0_27
.LBB0_35:
	movq	8(%rsp), %rdi
.LBB0_36:
	movq	$0, (%rdi)
	addq	$376, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.Lfunc_end0:
	.size	_ZN4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx, .Lfunc_end0-_ZN4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx

	.globl	_ZN7cpython4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx
	.p2align	4
	.type	_ZN7cpython4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx,@function
_ZN7cpython4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	pushq	%r15
	.cfi_def_cfa_offset 24
	pushq	%r14
	.cfi_def_cfa_offset 32
	pushq	%r13
	.cfi_def_cfa_offset 40
	pushq	%r12
	.cfi_def_cfa_offset 48
	pushq	%rbx
	.cfi_def_cfa_offset 56
	subq	$216, %rsp
	.cfi_def_cfa_offset 272
	.cfi_offset %rbx, -56
	.cfi_offset %r12, -48
	.cfi_offset %r13, -40
	.cfi_offset %r14, -32
	.cfi_offset %r15, -24
	.cfi_offset %rbp, -16
	leaq	96(%rsp), %r13
	movq	%rsi, %rdi
	xorl	%ebx, %ebx
	leaq	104(%rsp), %r15
	leaq	112(%rsp), %r14
	leaq	120(%rsp), %r11
	leaq	128(%rsp), %r10
	leaq	136(%rsp), %rbp
	movl	$14, %edx
	movl	$14, %ecx
	movabsq	$.const.run, %rsi
	movabsq	$PyArg_UnpackTuple, %r12
	leaq	200(%rsp), %r8
	leaq	192(%rsp), %r9
	xorl	%eax, %eax
	pushq	%r13
	.cfi_adjust_cfa_offset 8
	pushq	%r15
	.cfi_adjust_cfa_offset 8
	pushq	%r14
	.cfi_adjust_cfa_offset 8
	pushq	%r11
	.cfi_adjust_cfa_offset 8
	pushq	%r10
	.cfi_adjust_cfa_offset 8
	pushq	%rbp
	.cfi_adjust_cfa_offset 8
	leaq	192(%rsp), %r10
	pushq	%r10
	.cfi_adjust_cfa_offset 8
	leaq	208(%rsp), %r10
	pushq	%r10
	.cfi_adjust_cfa_offset 8
	leaq	224(%rsp), %r10
	pushq	%r10
	.cfi_adjust_cfa_offset 8
	leaq	240(%rsp), %r10
	pushq	%r10
	.cfi_adjust_cfa_offset 8
	leaq	256(%rsp), %r10
	pushq	%r10
	.cfi_adjust_cfa_offset 8
	leaq	272(%rsp), %r10
	pushq	%r10
	.cfi_adjust_cfa_offset 8
	callq	*%r12
	addq	$96, %rsp
	.cfi_adjust_cfa_offset -96
	movq	$0, 80(%rsp)
	testl	%eax, %eax
	je	.LBB1_31
	movabsq	$_ZN08NumbaEnv4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx, %rax
	cmpq	$0, (%rax)
	je	.LBB1_36
	movq	200(%rsp), %rdi
	movabsq	$PyNumber_Long, %r14
	callq	*%r14
	movabsq	$PyLong_AsLongLong, %r15
	movabsq	$Py_DecRef, %r12
	testq	%rax, %rax
	je	.LBB1_38
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r15
	movq	%rbx, %rdi
	movq	%rax, %rbp
	callq	*%r12
	movabsq	$PyErr_Occurred, %r13
	callq	*%r13
	testq	%rax, %rax
	jne	.LBB1_39
.LBB1_4:
	movq	192(%rsp), %rdi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB1_40
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r15
	movq	%rbx, %rdi
	movq	%rax, 72(%rsp)
	callq	*%r12
	callq	*%r13
	testq	%rax, %rax
	jne	.LBB1_39
.LBB1_6:
	movq	184(%rsp), %rdi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB1_42
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r15
	movq	%rbx, %rdi
	movq	%rax, 64(%rsp)
	callq	*%r12
	callq	*%r13
	testq	%rax, %rax
	jne	.LBB1_39
.LBB1_8:
	movq	176(%rsp), %rdi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB1_44
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r15
	movq	%rbx, %rdi
	movq	%rax, 56(%rsp)
	callq	*%r12
	callq	*%r13
	testq	%rax, %rax
	jne	.LBB1_39
.LBB1_10:
	movq	168(%rsp), %rdi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB1_46
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r15
	movq	%rbx, %rdi
	movq	%rax, 48(%rsp)
	callq	*%r12
	callq	*%r13
	testq	%rax, %rax
	jne	.LBB1_39
.LBB1_12:
	movq	160(%rsp), %rdi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB1_48
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r15
	movq	%rbx, %rdi
	movq	%rax, 40(%rsp)
	callq	*%r12
	callq	*%r13
	testq	%rax, %rax
	jne	.LBB1_39
.LBB1_14:
	movq	152(%rsp), %rdi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB1_50
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r15
	movq	%rbx, %rdi
	movq	%rax, 32(%rsp)
	callq	*%r12
	callq	*%r13
	testq	%rax, %rax
	jne	.LBB1_39
.LBB1_16:
	movq	144(%rsp), %rdi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB1_52
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r15
	movq	%rbx, %rdi
	movq	%rax, 24(%rsp)
	callq	*%r12
	callq	*%r13
	testq	%rax, %rax
	jne	.LBB1_39
.LBB1_18:
	movq	136(%rsp), %rdi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB1_54
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r15
	movq	%rbx, %rdi
	movq	%rax, 16(%rsp)
	callq	*%r12
	callq	*%r13
	testq	%rax, %rax
	jne	.LBB1_39
.LBB1_20:
	movq	128(%rsp), %rdi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB1_56
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r15
	movq	%rbx, %rdi
	movq	%rax, 8(%rsp)
	callq	*%r12
	callq	*%r13
	testq	%rax, %rax
	jne	.LBB1_39
.LBB1_22:
	movq	120(%rsp), %rdi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB1_58
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r15
	movq	%rbx, %rdi
	movq	%rax, (%rsp)
	callq	*%r12
	callq	*%r13
	testq	%rax, %rax
	jne	.LBB1_39
.LBB1_24:
	movq	112(%rsp), %rdi
	movq	%rbp, 88(%rsp)
	callq	*%r14
	testq	%rax, %rax
	je	.LBB1_60
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r15
	movq	%rbx, %rdi
	movq	%rax, %rbp
	callq	*%r12
	callq	*%r13
	testq	%rax, %rax
	jne	.LBB1_39
.LBB1_26:
	movq	104(%rsp), %rdi
	movabsq	$PyObject_IsTrue, %rax
	callq	*%rax
	movl	%eax, %ebx
	callq	*%r13
	testq	%rax, %rax
	jne	.LBB1_39
	movq	96(%rsp), %rdi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB1_63
	movq	%rax, %rdi
	movq	%rax, %r14
	callq	*%r15
	movq	%r14, %rdi
	movq	%rax, %r15
	callq	*%r12
	callq	*%r13
	testq	%rax, %rax
	jne	.LBB1_39
.LBB1_29:
	xorl	%r12d, %r12d
	testl	%ebx, %ebx
	movabsq	$PyEval_SaveThread, %rax
	setne	%r12b
	callq	*%rax
	movq	88(%rsp), %rdx
	movq	72(%rsp), %rcx
	movq	64(%rsp), %r8
	movq	56(%rsp), %r9
	movq	%rax, %r14
	movabsq	$_ZN4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx, %rax
	leaq	208(%rsp), %rdi
	leaq	80(%rsp), %rsi
	pushq	%r15
	.cfi_adjust_cfa_offset 8
	pushq	%r12
	.cfi_adjust_cfa_offset 8
	pushq	%rbp
	.cfi_adjust_cfa_offset 8
	pushq	24(%rsp)
	.cfi_adjust_cfa_offset 8
	pushq	40(%rsp)
	.cfi_adjust_cfa_offset 8
	pushq	56(%rsp)
	.cfi_adjust_cfa_offset 8
	pushq	72(%rsp)
	.cfi_adjust_cfa_offset 8
	pushq	88(%rsp)
	.cfi_adjust_cfa_offset 8
	pushq	104(%rsp)
	.cfi_adjust_cfa_offset 8
	pushq	120(%rsp)
	.cfi_adjust_cfa_offset 8
	callq	*%rax
	addq	$80, %rsp
	.cfi_adjust_cfa_offset -80
	movq	80(%rsp), %rbx
	movl	%eax, %ebp
	movabsq	$PyEval_RestoreThread, %rax
	movq	%r14, %rdi
	callq	*%rax
	testl	%ebp, %ebp
	jne	.LBB1_32
	movabsq	$_Py_NoneStruct, %rbx
	movabsq	$Py_IncRef, %rax
	movq	%rbx, %rdi
	callq	*%rax
.LBB1_31:
	movq	%rbx, %rax
	addq	$216, %rsp
	.cfi_def_cfa_offset 56
	popq	%rbx
	.cfi_def_cfa_offset 48
	popq	%r12
	.cfi_def_cfa_offset 40
	popq	%r13
	.cfi_def_cfa_offset 32
	popq	%r14
	.cfi_def_cfa_offset 24
	popq	%r15
	.cfi_def_cfa_offset 16
	popq	%rbp
	.cfi_def_cfa_offset 8
	retq
.LBB1_32:
	.cfi_def_cfa_offset 272
	jle	.LBB1_65
	movabsq	$PyErr_Clear, %rax
	callq	*%rax
	movl	8(%rbx), %esi
	movq	(%rbx), %rdi
	cmpl	$0, 32(%rbx)
	jle	.LBB1_68
	movslq	%esi, %rsi
	movabsq	$PyBytes_FromStringAndSize, %rax
	callq	*%rax
	movq	16(%rbx), %rdi
	movq	%rax, %r14
	callq	*24(%rbx)
	testq	%rax, %rax
	je	.LBB1_75
	movabsq	$numba_runtime_build_excinfo_struct, %rcx
	movq	%r14, %rdi
	movq	%rax, %rsi
	callq	*%rcx
	movabsq	$NRT_Free, %r15
	movq	%rbx, %rdi
	movq	%rax, %r14
	callq	*%r15
	jmp	.LBB1_69
.LBB1_36:
	movabsq	$PyExc_RuntimeError, %rdi
	movabsq	$".const.missing Environment: _ZN08NumbaEnv4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx", %rsi
.LBB1_37:
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	xorl	%ebx, %ebx
	jmp	.LBB1_31
.LBB1_38:
	xorl	%ebp, %ebp
	movabsq	$PyErr_Occurred, %r13
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_4
	jmp	.LBB1_39
.LBB1_40:
	movq	$0, 72(%rsp)
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_6
	jmp	.LBB1_39
.LBB1_42:
	movq	$0, 64(%rsp)
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_8
	jmp	.LBB1_39
.LBB1_44:
	movq	$0, 56(%rsp)
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_10
	jmp	.LBB1_39
.LBB1_46:
	movq	$0, 48(%rsp)
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_12
	jmp	.LBB1_39
.LBB1_48:
	movq	$0, 40(%rsp)
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_14
	jmp	.LBB1_39
.LBB1_50:
	movq	$0, 32(%rsp)
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_16
	jmp	.LBB1_39
.LBB1_52:
	movq	$0, 24(%rsp)
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_18
	jmp	.LBB1_39
.LBB1_54:
	movq	$0, 16(%rsp)
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_20
	jmp	.LBB1_39
.LBB1_56:
	movq	$0, 8(%rsp)
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_22
	jmp	.LBB1_39
.LBB1_58:
	movq	$0, (%rsp)
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_24
	jmp	.LBB1_39
.LBB1_60:
	xorl	%ebp, %ebp
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_26
	jmp	.LBB1_39
.LBB1_63:
	xorl	%r15d, %r15d
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_29
	jmp	.LBB1_39
.LBB1_65:
	cmpl	$-3, %ebp
	je	.LBB1_72
	cmpl	$-1, %ebp
	jne	.LBB1_73
.LBB1_39:
	xorl	%ebx, %ebx
	jmp	.LBB1_31
.LBB1_68:
	movq	16(%rbx), %rdx
	movabsq	$numba_unpickle, %rax
	callq	*%rax
	movq	%rax, %r14
.LBB1_69:
	testq	%r14, %r14
	je	.LBB1_39
	movabsq	$numba_do_raise, %rax
	movq	%r14, %rdi
.LBB1_71:
	callq	*%rax
	xorl	%ebx, %ebx
	jmp	.LBB1_31
.LBB1_72:
	movabsq	$PyExc_StopIteration, %rdi
	movabsq	$PyErr_SetNone, %rax
	jmp	.LBB1_71
.LBB1_73:
	movabsq	$PyExc_SystemError, %rdi
	movabsq	$".const.unknown error when calling native function", %rsi
	jmp	.LBB1_37
.LBB1_75:
	movabsq	$PyExc_RuntimeError, %rdi
	movabsq	$".const.Error creating Python tuple from runtime exception arguments", %rsi
	jmp	.LBB1_37
.Lfunc_end1:
	.size	_ZN7cpython4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx, .Lfunc_end1-_ZN7cpython4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx
	.cfi_endproc

	.globl	cfunc._ZN4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx
	.p2align	4
	.type	cfunc._ZN4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx,@function
cfunc._ZN4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	pushq	%r15
	.cfi_def_cfa_offset 24
	pushq	%r14
	.cfi_def_cfa_offset 32
	pushq	%rbx
	.cfi_def_cfa_offset 40
	subq	$104, %rsp
	.cfi_def_cfa_offset 144
	.cfi_offset %rbx, -40
	.cfi_offset %r14, -32
	.cfi_offset %r15, -24
	.cfi_offset %rbp, -16
	vmovups	144(%rsp), %ymm0
	vmovaps	176(%rsp), %xmm1
	movq	%rdx, %r10
	movq	%rdi, %rdx
	movzbl	192(%rsp), %edi
	movq	200(%rsp), %r11
	movq	%rcx, %rax
	movq	%rsi, %rcx
	leaq	88(%rsp), %rsi
	movq	$0, 96(%rsp)
	movq	$0, 88(%rsp)
	andl	$1, %edi
	movq	%r11, 72(%rsp)
	movabsq	$_ZN4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx, %r11
	movl	%edi, 64(%rsp)
	leaq	96(%rsp), %rdi
	vmovups	%xmm1, 48(%rsp)
	vmovups	%ymm0, 16(%rsp)
	movq	%r9, 8(%rsp)
	movq	%r8, (%rsp)
	movq	%r10, %r8
	movq	%rax, %r9
	vzeroupper
	callq	*%r11
	movl	%eax, %ecx
	movq	88(%rsp), %rbx
	movq	96(%rsp), %rax
	movl	$0, 84(%rsp)
	testl	%ecx, %ecx
	jne	.LBB2_1
.LBB2_8:
	addq	$104, %rsp
	.cfi_def_cfa_offset 40
	popq	%rbx
	.cfi_def_cfa_offset 32
	popq	%r14
	.cfi_def_cfa_offset 24
	popq	%r15
	.cfi_def_cfa_offset 16
	popq	%rbp
	.cfi_def_cfa_offset 8
	retq
.LBB2_1:
	.cfi_def_cfa_offset 144
	movabsq	$numba_gil_ensure, %r14
	leaq	84(%rsp), %rdi
	movq	%rax, %r15
	movl	%ecx, %ebp
	callq	*%r14
	testl	%ebp, %ebp
	jle	.LBB2_9
	movabsq	$PyErr_Clear, %rax
	callq	*%rax
	movl	8(%rbx), %esi
	movq	(%rbx), %rdi
	cmpl	$0, 32(%rbx)
	jle	.LBB2_12
	movslq	%esi, %rsi
	movabsq	$PyBytes_FromStringAndSize, %rax
	callq	*%rax
	movq	16(%rbx), %rdi
	movq	%rax, %r14
	callq	*24(%rbx)
	testq	%rax, %rax
	je	.LBB2_4
	movabsq	$numba_runtime_build_excinfo_struct, %rcx
	movq	%r14, %rdi
	movq	%rax, %rsi
	callq	*%rcx
	movabsq	$NRT_Free, %rbp
	movq	%rbx, %rdi
	movq	%rax, %r14
	callq	*%rbp
	jmp	.LBB2_13
.LBB2_9:
	movl	%ebp, %eax
	cmpl	$-3, %ebp
	je	.LBB2_5
	cmpl	$-1, %eax
	je	.LBB2_7
	movabsq	$PyExc_SystemError, %rdi
	movabsq	$".const.unknown error when calling native function.2", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	jmp	.LBB2_7
.LBB2_12:
	movq	16(%rbx), %rdx
	movabsq	$numba_unpickle, %rax
	callq	*%rax
	movq	%rax, %r14
.LBB2_13:
	testq	%r14, %r14
	je	.LBB2_7
	movabsq	$numba_do_raise, %rax
	movq	%r14, %rdi
.LBB2_6:
	callq	*%rax
.LBB2_7:
	movabsq	$".const.<numba.core.cpu.CPUContext>", %rdi
	movabsq	$PyUnicode_FromString, %rax
	callq	*%rax
	movabsq	$PyErr_WriteUnraisable, %r14
	movq	%rax, %rbx
	movq	%rbx, %rdi
	callq	*%r14
	movabsq	$Py_DecRef, %rax
	movq	%rbx, %rdi
	callq	*%rax
	movabsq	$numba_gil_release, %rax
	leaq	84(%rsp), %rdi
	callq	*%rax
	movq	%r15, %rax
	jmp	.LBB2_8
.LBB2_5:
	movabsq	$PyExc_StopIteration, %rdi
	movabsq	$PyErr_SetNone, %rax
	jmp	.LBB2_6
.LBB2_4:
	movabsq	$PyExc_RuntimeError, %rdi
	movabsq	$".const.Error creating Python tuple from runtime exception arguments.1", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	xorl	%eax, %eax
	jmp	.LBB2_8
.Lfunc_end2:
	.size	cfunc._ZN4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx, .Lfunc_end2-cfunc._ZN4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx
	.cfi_endproc

	.section	.rodata,"a",@progbits
	.p2align	6, 0x0
.LCPI3_0:
	.long	0
	.long	1
	.long	2
	.long	3
	.long	4
	.long	5
	.long	6
	.long	7
	.long	8
	.long	9
	.long	10
	.long	11
	.long	12
	.long	13
	.long	14
	.long	15
.LCPI3_1:
	.quad	0
	.quad	1
	.quad	8
	.quad	9
	.quad	4
	.quad	5
	.quad	12
	.quad	13
.LCPI3_2:
	.quad	2
	.quad	3
	.quad	10
	.quad	11
	.quad	6
	.quad	7
	.quad	14
	.quad	15
.LCPI3_3:
	.long	0
	.long	16
	.long	2
	.long	18
	.long	4
	.long	20
	.long	6
	.long	22
	.long	8
	.long	24
	.long	10
	.long	26
	.long	12
	.long	28
	.long	14
	.long	30
.LCPI3_4:
	.long	1
	.long	17
	.long	3
	.long	19
	.long	5
	.long	21
	.long	7
	.long	23
	.long	9
	.long	25
	.long	11
	.long	27
	.long	13
	.long	29
	.long	15
	.long	31
	.section	.ltext,"axl",@progbits
	.weak	_ZN4weft11accelerator7kernels5dense12_pack_panelsB2v3B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx
	.p2align	4
	.type	_ZN4weft11accelerator7kernels5dense12_pack_panelsB2v3B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx,@function
_ZN4weft11accelerator7kernels5dense12_pack_panelsB2v3B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx:
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	movq	56(%rsp), %rax
	movq	%rdx, %r13
	movq	%rdi, -8(%rsp)
	leaq	15(%rax), %r14
	shrq	$4, %r14
	testq	%rax, %rax
	setle	%al
	testq	%r14, %r14
	sete	%dl
	orb	%al, %dl
	jne	.LBB3_37
	movq	64(%rsp), %rdi
	leaq	15(%r9), %rax
	xorl	%r11d, %r11d
	movq	%r9, %rbx
	shrq	$4, %rax
	testq	%r9, %r9
	cmovgq	%rax, %r11
	cmpq	$4, %r8
	jne	.LBB3_32
	testq	%rbx, %rbx
	jle	.LBB3_37
	movl	%ebx, %r8d
	movq	%rbx, %r11
	andl	$7, %r8d
	shlq	$6, %r11
	cmpq	$7, %rbx
	ja	.LBB3_21
	movl	%r14d, %eax
	leaq	-1(%r14), %rdx
	andl	$3, %eax
	cmpq	$3, %rdx
	jae	.LBB3_6
	xorl	%edx, %edx
	jmp	.LBB3_17
.LBB3_32:
	testq	%r11, %r11
	je	.LBB3_37
	movq	%r8, %rsi
	shlq	$4, %rsi
	movabsq	$.LCPI3_0, %rdx
	movq	%rbx, %rax
	shlq	$6, %rax
	addq	$2, %r11
	leaq	(%r8,%r8), %rcx
	addq	$960, %rdi
	movl	$16, %r12d
	xorl	%r15d, %r15d
	xorl	%r10d, %r10d
	movq	%rsi, -48(%rsp)
	vmovdqa64	(%rdx), %zmm0
	movabsq	$.LCPI3_1, %rsi
	movabsq	$.LCPI3_2, %rdx
	movq	%rax, -40(%rsp)
	movq	%r11, -32(%rsp)
	vmovapd	(%rsi), %zmm1
	vmovapd	(%rdx), %zmm2
	movabsq	$.LCPI3_3, %rsi
	movabsq	$.LCPI3_4, %rdx
	vmovaps	(%rsi), %zmm3
	vmovaps	(%rdx), %zmm4
	.p2align	4
.LBB3_34:
	movq	56(%rsp), %rbp
	movq	%r14, -24(%rsp)
	movq	%rbx, %r9
	movq	%rbx, %r14
	movq	%r13, %rdx
	movq	%rdi, %rsi
	movq	%rbx, %rax
	subq	%r10, %rbp
	.p2align	4
.LBB3_35:
	subq	$16, %rax
	movl	$0, %ebx
	cmovgeq	%r12, %r14
	testq	%rbp, %rbp
	cmovgl	%r14d, %ebx
	cmpq	$2, %rbp
	vpbroadcastd	%ebx, %zmm5
	movl	$0, %ebx
	cmovgel	%r14d, %ebx
	vpbroadcastd	%ebx, %zmm6
	movl	$0, %ebx
	cmovgl	%r14d, %ebx
	cmpq	$4, %rbp
	vpbroadcastd	%ebx, %zmm7
	movl	$0, %ebx
	cmovgel	%r14d, %ebx
	cmpq	$5, %rbp
	vpbroadcastd	%ebx, %zmm8
	movl	$0, %ebx
	cmovgel	%r14d, %ebx
	cmpq	$6, %rbp
	vpcmpgtd	%zmm0, %zmm8, %k1
	vpbroadcastd	%ebx, %zmm9
	movl	$0, %ebx
	cmovgel	%r14d, %ebx
	cmpq	$7, %rbp
	vpbroadcastd	%ebx, %zmm10
	movl	$0, %ebx
	cmovgel	%r14d, %ebx
	cmpq	$8, %rbp
	vpbroadcastd	%ebx, %zmm11
	movl	$0, %ebx
	cmovgel	%r14d, %ebx
	cmpq	$9, %rbp
	vpbroadcastd	%ebx, %zmm12
	movl	$0, %ebx
	cmovgel	%r14d, %ebx
	cmpq	$10, %rbp
	vpbroadcastd	%ebx, %zmm13
	movl	$0, %ebx
	cmovgel	%r14d, %ebx
	cmpq	$11, %rbp
	vpbroadcastd	%ebx, %zmm14
	movl	$0, %ebx
	cmovgel	%r14d, %ebx
	cmpq	$12, %rbp
	vpbroadcastd	%ebx, %zmm15
	movl	$0, %ebx
	cmovgel	%r14d, %ebx
	cmpq	$13, %rbp
	vpbroadcastd	%ebx, %zmm16
	movl	$0, %ebx
	cmovgel	%r14d, %ebx
	cmpq	$14, %rbp
	vpbroadcastd	%ebx, %zmm17
	movl	$0, %ebx
	cmovgel	%r14d, %ebx
	cmpq	$15, %rbp
	vpbroadcastd	%ebx, %zmm18
	movl	$0, %ebx
	cmovgel	%r14d, %ebx
	cmpq	$16, %rbp
	vpbroadcastd	%ebx, %zmm19
	leaq	(%rcx,%rdx), %rbx
	cmovll	%r15d, %r14d
	decq	%r11
	vmovups	(%r8,%rbx), %zmm8 {%k1} {z}
	addq	%r8, %rbx
	vpcmpgtd	%zmm0, %zmm9, %k1
	vpbroadcastd	%r14d, %zmm20
	movq	%rax, %r14
	vmovups	(%r8,%rbx), %zmm9 {%k1} {z}
	leaq	(%r8,%rbx), %rbx
	vpcmpgtd	%zmm0, %zmm10, %k1
	vmovups	(%r8,%rbx), %zmm10 {%k1} {z}
	leaq	(%r8,%rbx), %rbx
	vpcmpgtd	%zmm0, %zmm11, %k1
	vmovups	(%r8,%rbx), %zmm11 {%k1} {z}
	leaq	(%r8,%rbx), %rbx
	vpcmpgtd	%zmm0, %zmm12, %k1
	vmovups	(%r8,%rbx), %zmm12 {%k1} {z}
	leaq	(%r8,%rbx), %rbx
	vpcmpgtd	%zmm0, %zmm13, %k1
	vmovups	(%r8,%rbx), %zmm13 {%k1} {z}
	leaq	(%r8,%rbx), %rbx
	vpcmpgtd	%zmm0, %zmm14, %k1
	vmovups	(%r8,%rbx), %zmm14 {%k1} {z}
	leaq	(%r8,%rbx), %rbx
	vpcmpgtd	%zmm0, %zmm15, %k1
	vmovups	(%r8,%rbx), %zmm15 {%k1} {z}
	leaq	(%r8,%rbx), %rbx
	vpcmpgtd	%zmm0, %zmm16, %k1
	vmovups	(%r8,%rbx), %zmm16 {%k1} {z}
	leaq	(%r8,%rbx), %rbx
	vpcmpgtd	%zmm0, %zmm17, %k1
	vmovups	(%r8,%rbx), %zmm17 {%k1} {z}
	leaq	(%r8,%rbx), %rbx
	vpcmpgtd	%zmm0, %zmm18, %k1
	vmovups	(%r8,%rbx), %zmm18 {%k1} {z}
	leaq	(%r8,%rbx), %rbx
	vpcmpgtd	%zmm0, %zmm19, %k1
	vmovups	(%r8,%rbx), %zmm19 {%k1} {z}
	vpcmpgtd	%zmm0, %zmm5, %k1
	addq	%r8, %rbx
	vmovups	(%rdx), %zmm5 {%k1} {z}
	vpcmpgtd	%zmm0, %zmm6, %k1
	vmovups	(%r8,%rdx), %zmm6 {%k1} {z}
	vpcmpgtd	%zmm0, %zmm7, %k1
	vmovups	(%rcx,%rdx), %zmm7 {%k1} {z}
	vpcmpgtd	%zmm0, %zmm20, %k1
	addq	$64, %rdx
	vmovups	(%r8,%rbx), %zmm20 {%k1} {z}
	vinsertf64x4	$1, %ymm13, %zmm5, %zmm21
	vshuff64x2	$238, %zmm13, %zmm5, %zmm5
	vinsertf64x4	$1, %ymm14, %zmm6, %zmm13
	vshuff64x2	$238, %zmm14, %zmm6, %zmm6
	vinsertf64x4	$1, %ymm15, %zmm7, %zmm14
	vshuff64x2	$238, %zmm15, %zmm7, %zmm7
	vinsertf64x4	$1, %ymm16, %zmm8, %zmm15
	vshuff64x2	$238, %zmm16, %zmm8, %zmm8
	vinsertf64x4	$1, %ymm17, %zmm9, %zmm16
	vshuff64x2	$238, %zmm17, %zmm9, %zmm9
	vinsertf64x4	$1, %ymm18, %zmm10, %zmm17
	vshuff64x2	$238, %zmm18, %zmm10, %zmm10
	vinsertf64x4	$1, %ymm19, %zmm11, %zmm18
	vshuff64x2	$238, %zmm19, %zmm11, %zmm11
	vinsertf64x4	$1, %ymm20, %zmm12, %zmm19
	vshuff64x2	$238, %zmm20, %zmm12, %zmm12
	vmovaps	%zmm21, %zmm20
	vpermt2pd	%zmm16, %zmm1, %zmm20
	vpermt2pd	%zmm16, %zmm2, %zmm21
	vmovaps	%zmm13, %zmm16
	vpermt2pd	%zmm17, %zmm1, %zmm16
	vpermt2pd	%zmm17, %zmm2, %zmm13
	vmovaps	%zmm14, %zmm17
	vpermt2pd	%zmm18, %zmm1, %zmm17
	vpermt2pd	%zmm18, %zmm2, %zmm14
	vmovaps	%zmm15, %zmm18
	vpermt2pd	%zmm19, %zmm1, %zmm18
	vpermt2pd	%zmm19, %zmm2, %zmm15
	vmovapd	%zmm5, %zmm19
	vpermt2pd	%zmm9, %zmm1, %zmm19
	vpermt2pd	%zmm9, %zmm2, %zmm5
	vmovapd	%zmm6, %zmm9
	vpermt2pd	%zmm10, %zmm1, %zmm9
	vpermt2pd	%zmm10, %zmm2, %zmm6
	vmovapd	%zmm7, %zmm10
	vpermt2pd	%zmm11, %zmm1, %zmm10
	vpermt2pd	%zmm11, %zmm2, %zmm7
	vmovapd	%zmm8, %zmm11
	vpermt2pd	%zmm12, %zmm1, %zmm11
	vpermt2pd	%zmm12, %zmm2, %zmm8
	vunpcklpd	%zmm17, %zmm20, %zmm12
	vunpckhpd	%zmm17, %zmm20, %zmm17
	vunpcklpd	%zmm18, %zmm16, %zmm20
	vunpckhpd	%zmm18, %zmm16, %zmm16
	vunpcklpd	%zmm14, %zmm21, %zmm18
	vunpckhpd	%zmm14, %zmm21, %zmm14
	vunpcklpd	%zmm15, %zmm13, %zmm21
	vunpckhpd	%zmm15, %zmm13, %zmm13
	vunpcklpd	%zmm10, %zmm19, %zmm15
	vunpckhpd	%zmm10, %zmm19, %zmm10
	vunpcklpd	%zmm11, %zmm9, %zmm19
	vunpckhpd	%zmm11, %zmm9, %zmm9
	vunpcklpd	%zmm7, %zmm5, %zmm11
	vunpckhpd	%zmm7, %zmm5, %zmm5
	vunpcklpd	%zmm8, %zmm6, %zmm7
	vunpckhpd	%zmm8, %zmm6, %zmm6
	vmovapd	%zmm12, %zmm8
	vpermt2ps	%zmm20, %zmm3, %zmm8
	vpermt2ps	%zmm20, %zmm4, %zmm12
	vmovapd	%zmm17, %zmm20
	vpermt2ps	%zmm16, %zmm3, %zmm20
	vpermt2ps	%zmm16, %zmm4, %zmm17
	vmovapd	%zmm18, %zmm16
	vpermt2ps	%zmm21, %zmm3, %zmm16
	vpermt2ps	%zmm21, %zmm4, %zmm18
	vmovapd	%zmm14, %zmm21
	vpermt2ps	%zmm13, %zmm3, %zmm21
	vpermt2ps	%zmm13, %zmm4, %zmm14
	vmovapd	%zmm15, %zmm13
	vpermt2ps	%zmm19, %zmm3, %zmm13
	vpermt2ps	%zmm19, %zmm4, %zmm15
	vmovapd	%zmm10, %zmm19
	vpermt2ps	%zmm9, %zmm3, %zmm19
	vpermt2ps	%zmm9, %zmm4, %zmm10
	vmovapd	%zmm11, %zmm9
	vpermt2ps	%zmm7, %zmm3, %zmm9
	vpermt2ps	%zmm7, %zmm4, %zmm11
	vmovapd	%zmm5, %zmm7
	vpermt2ps	%zmm6, %zmm3, %zmm7
	vpermt2ps	%zmm6, %zmm4, %zmm5
	vmovups	%zmm8, -960(%rsi)
	vmovups	%zmm12, -896(%rsi)
	vmovups	%zmm20, -832(%rsi)
	vmovups	%zmm17, -768(%rsi)
	vmovups	%zmm16, -704(%rsi)
	vmovups	%zmm18, -640(%rsi)
	vmovups	%zmm21, -576(%rsi)
	vmovups	%zmm14, -512(%rsi)
	vmovups	%zmm13, -448(%rsi)
	vmovups	%zmm15, -384(%rsi)
	vmovups	%zmm19, -320(%rsi)
	vmovups	%zmm10, -256(%rsi)
	vmovups	%zmm9, -192(%rsi)
	vmovups	%zmm11, -128(%rsi)
	vmovups	%zmm7, -64(%rsi)
	vmovups	%zmm5, (%rsi)
	addq	$1024, %rsi
	cmpq	$2, %r11
	jg	.LBB3_35
	movq	-24(%rsp), %r14
	addq	-40(%rsp), %rdi
	addq	-48(%rsp), %r13
	movq	-32(%rsp), %r11
	addq	$16, %r10
	movq	%r9, %rbx
	subq	$1, %r14
	ja	.LBB3_34
	jmp	.LBB3_37
.LBB3_21:
	movabsq	$9223372036854775800, %rdx
	leaq	(%rcx,%rcx), %rax
	leaq	448(%rdi), %rsi
	xorl	%ebp, %ebp
	andq	%rbx, %rdx
	addq	$-8, %rbx
	movq	%rdx, %r9
	imulq	%rcx, %rdx
	shrq	$3, %rbx
	shlq	$6, %r9
	leaq	1(%rbx), %r10
	movq	%r9, -32(%rsp)
	movq	%r10, -40(%rsp)
	andq	$-2, %r10
	movq	%rdx, -24(%rsp)
	movq	%rcx, %rdx
	shlq	$4, %rdx
	negq	%r10
	movq	%rdx, -16(%rsp)
	movabsq	$.LCPI3_0, %rdx
	movq	%r10, -48(%rsp)
	vmovdqa64	(%rdx), %zmm0
	jmp	.LBB3_22
	.p2align	4
.LBB3_31:
	addq	$16, %rbp
	addq	%r11, %rsi
	addq	$64, %r13
	addq	%r11, %rdi
	subq	$1, %r14
	movq	%r15, %rbx
	jbe	.LBB3_37
.LBB3_22:
	movq	56(%rsp), %r9
	movl	$16, %edx
	movq	%r13, %r10
	movq	%rbx, %r15
	subq	%rbp, %r9
	cmpq	$16, %r9
	cmovgeq	%rdx, %r9
	vpbroadcastd	%r9d, %zmm1
	movq	%rsi, %r9
	vpcmpgtd	%zmm0, %zmm1, %k1
	testq	%rbx, %rbx
	je	.LBB3_27
	movq	-48(%rsp), %r12
	movq	%r14, %rdx
	movq	%r13, %rbx
	movq	%rdi, %r9
	.p2align	4
.LBB3_24:
	vmovups	(%rbx), %zmm1 {%k1} {z}
	movq	%rbx, %r10
	vmovups	%zmm1, (%r9)
	vmovups	(%rcx,%rbx), %zmm1 {%k1} {z}
	addq	%rax, %rbx
	leaq	(%rcx,%rbx), %r14
	vmovups	%zmm1, 64(%r9)
	vmovups	(%rax,%r10), %zmm1 {%k1} {z}
	vmovups	%zmm1, 128(%r9)
	vmovups	(%rcx,%rbx), %zmm1 {%k1} {z}
	leaq	(%rcx,%r14), %rbx
	vmovups	%zmm1, 192(%r9)
	vmovups	(%rcx,%r14), %zmm1 {%k1} {z}
	leaq	(%rcx,%rbx), %r14
	vmovups	%zmm1, 256(%r9)
	vmovups	(%rcx,%rbx), %zmm1 {%k1} {z}
	leaq	(%rcx,%r14), %rbx
	vmovups	%zmm1, 320(%r9)
	vmovups	(%rcx,%r14), %zmm1 {%k1} {z}
	leaq	(%rcx,%rbx), %r14
	vmovups	%zmm1, 384(%r9)
	vmovups	(%rcx,%rbx), %zmm1 {%k1} {z}
	leaq	(%rcx,%r14), %rbx
	vmovups	%zmm1, 448(%r9)
	vmovups	(%rcx,%r14), %zmm1 {%k1} {z}
	leaq	(%rcx,%rbx), %r14
	vmovups	%zmm1, 512(%r9)
	vmovups	(%rcx,%rbx), %zmm1 {%k1} {z}
	leaq	(%rcx,%r14), %rbx
	vmovups	%zmm1, 576(%r9)
	vmovups	(%rcx,%r14), %zmm1 {%k1} {z}
	leaq	(%rcx,%rbx), %r14
	vmovups	%zmm1, 640(%r9)
	vmovups	(%rcx,%rbx), %zmm1 {%k1} {z}
	leaq	(%rcx,%r14), %rbx
	vmovups	%zmm1, 704(%r9)
	vmovups	(%rcx,%r14), %zmm1 {%k1} {z}
	leaq	(%rcx,%rbx), %r14
	vmovups	%zmm1, 768(%r9)
	vmovups	(%rcx,%rbx), %zmm1 {%k1} {z}
	leaq	(%rcx,%r14), %rbx
	vmovups	%zmm1, 832(%r9)
	vmovups	(%rcx,%r14), %zmm1 {%k1} {z}
	vmovups	%zmm1, 896(%r9)
	vmovups	(%rcx,%rbx), %zmm1 {%k1} {z}
	addq	%rax, %rbx
	vmovups	%zmm1, 960(%r9)
	addq	$1024, %r9
	addq	$2, %r12
	jne	.LBB3_24
	testb	$1, -40(%rsp)
	movq	%rdx, %r14
	je	.LBB3_28
	addq	-16(%rsp), %r10
	addq	$448, %r9
.LBB3_27:
	vmovups	(%r10), %zmm1 {%k1} {z}
	vmovups	%zmm1, -448(%r9)
	vmovups	(%r10,%rcx), %zmm1 {%k1} {z}
	vmovups	%zmm1, -384(%r9)
	vmovups	(%r10,%rax), %zmm1 {%k1} {z}
	addq	%rax, %r10
	vmovups	%zmm1, -320(%r9)
	vmovups	(%rcx,%r10), %zmm1 {%k1} {z}
	addq	%rcx, %r10
	vmovups	%zmm1, -256(%r9)
	vmovups	(%rcx,%r10), %zmm1 {%k1} {z}
	addq	%rcx, %r10
	vmovups	%zmm1, -192(%r9)
	vmovups	(%rcx,%r10), %zmm1 {%k1} {z}
	addq	%rcx, %r10
	vmovups	%zmm1, -128(%r9)
	vmovups	(%rcx,%r10), %zmm1 {%k1} {z}
	addq	%rcx, %r10
	vmovups	%zmm1, -64(%r9)
	vmovups	(%rcx,%r10), %zmm1 {%k1} {z}
	vmovups	%zmm1, (%r9)
.LBB3_28:
	testq	%r8, %r8
	je	.LBB3_31
	movq	-24(%rsp), %r10
	movq	-32(%rsp), %rdx
	movq	%r8, %rbx
	leaq	(%rdx,%rdi), %r9
	addq	%r13, %r10
	.p2align	4
.LBB3_30:
	vmovups	(%r10), %zmm1 {%k1} {z}
	addq	%rcx, %r10
	vmovups	%zmm1, (%r9)
	addq	$64, %r9
	decq	%rbx
	jne	.LBB3_30
	jmp	.LBB3_31
.LBB3_6:
	movabsq	$.LCPI3_0, %r10
	movl	%r8d, %esi
	andq	$-4, %r14
	shll	$6, %esi
	movl	$16, %r9d
	xorl	%edx, %edx
	vmovdqa64	(%r10), %zmm0
	movq	%r14, %r12
	xorl	%r14d, %r14d
	.p2align	4
.LBB3_7:
	movq	56(%rsp), %r10
	movq	%r13, %rbx
	subq	%rdx, %r10
	cmpq	$16, %r10
	cmovgeq	%r9, %r10
	vpbroadcastd	%r10d, %zmm1
	xorl	%r10d, %r10d
	.p2align	4
.LBB3_8:
	vpcmpgtd	%zmm0, %zmm1, %k1
	vmovups	(%rbx), %zmm2 {%k1} {z}
	addq	%rcx, %rbx
	vmovups	%zmm2, (%rdi,%r10)
	addq	$64, %r10
	cmpq	%r10, %rsi
	jne	.LBB3_8
	movq	56(%rsp), %r15
	movq	%rdx, %r10
	orq	$16, %r10
	addq	%r11, %rdi
	leaq	64(%r13), %rbx
	subq	%r10, %r15
	movq	%r8, %r10
	cmpq	$16, %r15
	cmovgeq	%r9, %r15
	vpbroadcastd	%r15d, %zmm1
	movq	%rdi, %r15
	.p2align	4
.LBB3_10:
	vpcmpgtd	%zmm0, %zmm1, %k1
	vmovups	(%rbx), %zmm2 {%k1} {z}
	addq	%rcx, %rbx
	vmovups	%zmm2, (%r15)
	addq	$64, %r15
	decq	%r10
	jne	.LBB3_10
	movq	56(%rsp), %r15
	movq	%rdx, %r10
	orq	$32, %r10
	addq	%r11, %rdi
	leaq	128(%r13), %rbx
	subq	%r10, %r15
	movq	%r8, %r10
	cmpq	$16, %r15
	cmovgeq	%r9, %r15
	vpbroadcastd	%r15d, %zmm1
	movq	%rdi, %r15
	.p2align	4
.LBB3_12:
	vpcmpgtd	%zmm0, %zmm1, %k1
	vmovups	(%rbx), %zmm2 {%k1} {z}
	addq	%rcx, %rbx
	vmovups	%zmm2, (%r15)
	addq	$64, %r15
	decq	%r10
	jne	.LBB3_12
	movq	56(%rsp), %r15
	movq	%rdx, %r10
	orq	$48, %r10
	addq	%r11, %rdi
	leaq	192(%r13), %rbx
	subq	%r10, %r15
	movq	%r8, %r10
	cmpq	$16, %r15
	cmovgeq	%r9, %r15
	vpbroadcastd	%r15d, %zmm1
	movq	%rdi, %r15
	.p2align	4
.LBB3_14:
	vpcmpgtd	%zmm0, %zmm1, %k1
	vmovups	(%rbx), %zmm2 {%k1} {z}
	addq	%rcx, %rbx
	vmovups	%zmm2, (%r15)
	addq	$64, %r15
	decq	%r10
	jne	.LBB3_14
	addq	$64, %rdx
	addq	$256, %r13
	addq	%r11, %rdi
	addq	$4, %r14
	cmpq	%r12, %r14
	jne	.LBB3_7
	testq	%rax, %rax
	je	.LBB3_37
.LBB3_17:
	movabsq	$.LCPI3_0, %r10
	movl	$16, %r9d
	xorl	%esi, %esi
	vmovdqa64	(%r10), %zmm0
	.p2align	4
.LBB3_18:
	movq	56(%rsp), %r10
	movq	%r13, %rbx
	movq	%rdi, %r14
	subq	%rdx, %r10
	cmpq	$16, %r10
	cmovgeq	%r9, %r10
	vpbroadcastd	%r10d, %zmm1
	movq	%r8, %r10
	.p2align	4
.LBB3_19:
	vpcmpgtd	%zmm0, %zmm1, %k1
	vmovups	(%rbx), %zmm2 {%k1} {z}
	addq	%rcx, %rbx
	vmovups	%zmm2, (%r14)
	addq	$64, %r14
	decq	%r10
	jne	.LBB3_19
	addq	$16, %rdx
	addq	$64, %r13
	addq	%r11, %rdi
	incq	%rsi
	cmpq	%rax, %rsi
	jne	.LBB3_18
.LBB3_37:
	movq	-8(%rsp), %rax
	movq	$0, (%rax)
	xorl	%eax, %eax
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	vzeroupper
	retq
.Lfunc_end3:
	.size	_ZN4weft11accelerator7kernels5dense12_pack_panelsB2v3B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx, .Lfunc_end3-_ZN4weft11accelerator7kernels5dense12_pack_panelsB2v3B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx

	.section	.rodata,"a",@progbits
	.p2align	6, 0x0
.LCPI4_0:
	.long	0
	.long	1
	.long	2
	.long	3
	.long	4
	.long	5
	.long	6
	.long	7
	.long	8
	.long	9
	.long	10
	.long	11
	.long	12
	.long	13
	.long	14
	.long	15
	.section	.ltext,"axl",@progbits
	.weak	_ZN4weft11accelerator7kernels5dense10_copy_rowsB2v4B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx
	.p2align	4
	.type	_ZN4weft11accelerator7kernels5dense10_copy_rowsB2v4B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx,@function
_ZN4weft11accelerator7kernels5dense10_copy_rowsB2v4B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx:
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	movq	56(%rsp), %r10
	cmpq	$4, %r8
	movl	$2112, %esi
	movl	$96, %eax
	movq	%rdi, -24(%rsp)
	cmoveq	%rsi, %rax
	movq	%r9, %rsi
	cmovneq	%r8, %rcx
	movq	%rax, -32(%rsp)
	cmoveq	%r10, %rsi
	cmoveq	%r9, %r10
	testq	%r10, %r10
	jle	.LBB4_26
	leaq	15(%rsi), %r11
	movq	%r11, %r8
	shrq	$4, %r8
	testq	%rsi, %rsi
	setle	%dil
	testq	%r8, %r8
	sete	%r9b
	orb	%dil, %r9b
	jne	.LBB4_26
	movq	64(%rsp), %r9
	andl	$7, %r8d
	cmpq	$128, %r11
	jae	.LBB4_3
	movl	%r10d, %r11d
	andl	$3, %r11d
	cmpq	$4, %r10
	jb	.LBB4_22
	movabsq	$.LCPI4_0, %rax
	movabsq	$9223372036854775804, %rdi
	movl	$16, %r14d
	xorl	%ebx, %ebx
	vmovdqa64	(%rax), %zmm0
	andq	%rdi, %r10
	movq	%rcx, %rax
	.p2align	4
.LBB4_12:
	movq	%r8, %rdi
	movq	%rsi, %rbp
	movq	%r9, %r15
	movq	%rdx, %r12
	movq	%rsi, %r13
	.p2align	4
.LBB4_13:
	subq	$16, %r13
	cmovgeq	%r14, %rbp
	vpbroadcastd	%ebp, %zmm1
	movq	%r13, %rbp
	vpcmpgtd	%zmm0, %zmm1, %k1
	vmovups	(%r12), %zmm1 {%k1} {z}
	addq	$64, %r12
	vmovups	%zmm1, (%r15)
	addq	$64, %r15
	decq	%rdi
	jne	.LBB4_13
	addq	-32(%rsp), %r9
	addq	%rax, %rdx
	movq	%r8, %rdi
	movq	%rsi, %rbp
	movq	%rsi, %r13
	movq	%rdx, %r12
	movq	%r9, %r15
	.p2align	4
.LBB4_15:
	subq	$16, %r13
	cmovgeq	%r14, %rbp
	vpbroadcastd	%ebp, %zmm1
	movq	%r13, %rbp
	vpcmpgtd	%zmm0, %zmm1, %k1
	vmovups	(%r12), %zmm1 {%k1} {z}
	addq	$64, %r12
	vmovups	%zmm1, (%r15)
	addq	$64, %r15
	decq	%rdi
	jne	.LBB4_15
	addq	-32(%rsp), %r9
	addq	%rax, %rdx
	movq	%r8, %rdi
	movq	%rsi, %rbp
	movq	%rsi, %r13
	movq	%rdx, %r12
	movq	%r9, %r15
	.p2align	4
.LBB4_17:
	subq	$16, %r13
	cmovgeq	%r14, %rbp
	vpbroadcastd	%ebp, %zmm1
	movq	%r13, %rbp
	vpcmpgtd	%zmm0, %zmm1, %k1
	vmovups	(%r12), %zmm1 {%k1} {z}
	addq	$64, %r12
	vmovups	%zmm1, (%r15)
	addq	$64, %r15
	decq	%rdi
	jne	.LBB4_17
	addq	-32(%rsp), %r9
	addq	%rax, %rdx
	movq	%r8, %rdi
	movq	%rsi, %rbp
	movq	%rsi, %r13
	movq	%rdx, %r12
	movq	%r9, %r15
	.p2align	4
.LBB4_19:
	subq	$16, %r13
	cmovgeq	%r14, %rbp
	vpbroadcastd	%ebp, %zmm1
	movq	%r13, %rbp
	vpcmpgtd	%zmm0, %zmm1, %k1
	vmovups	(%r12), %zmm1 {%k1} {z}
	addq	$64, %r12
	vmovups	%zmm1, (%r15)
	addq	$64, %r15
	decq	%rdi
	jne	.LBB4_19
	addq	-32(%rsp), %r9
	addq	%rax, %rdx
	addq	$4, %rbx
	cmpq	%r10, %rbx
	jne	.LBB4_12
	testq	%r11, %r11
	je	.LBB4_26
.LBB4_22:
	movabsq	$.LCPI4_0, %rbx
	movl	$16, %r10d
	xorl	%edi, %edi
	vmovdqa64	(%rbx), %zmm0
	.p2align	4
.LBB4_23:
	movq	%r8, %rbx
	movq	%rsi, %r13
	movq	%r9, %r14
	movq	%rdx, %r15
	movq	%rsi, %r12
	.p2align	4
.LBB4_24:
	subq	$16, %r12
	cmovgeq	%r10, %r13
	vpbroadcastd	%r13d, %zmm1
	movq	%r12, %r13
	vpcmpgtd	%zmm0, %zmm1, %k1
	vmovups	(%r15), %zmm1 {%k1} {z}
	addq	$64, %r15
	vmovups	%zmm1, (%r14)
	addq	$64, %r14
	decq	%rbx
	jne	.LBB4_24
	addq	-32(%rsp), %r9
	addq	%rcx, %rdx
	incq	%rdi
	cmpq	%r11, %rdi
	jne	.LBB4_23
.LBB4_26:
	movq	-24(%rsp), %rax
	movq	$0, (%rax)
	xorl	%eax, %eax
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	vzeroupper
	retq
.LBB4_3:
	movabsq	$.LCPI4_0, %rdi
	leaq	-48(%rsi), %rax
	shrq	$7, %r11
	addq	$-128, %rsi
	movl	$16, %r12d
	xorl	%r15d, %r15d
	vmovdqa64	(%rdi), %zmm0
	vmovdqa64	(%rdi), %zmm1
	movq	%rax, -8(%rsp)
	movl	%r8d, %eax
	shll	$4, %eax
	shlq	$3, %r11
	negq	%rax
	movq	%rax, -16(%rsp)
	jmp	.LBB4_4
	.p2align	4
.LBB4_9:
	addq	-32(%rsp), %r9
	incq	%r15
	addq	%rcx, %rdx
	movq	%r14, %r10
	movq	%rax, %r11
	cmpq	%r14, %r15
	je	.LBB4_26
.LBB4_4:
	movq	-8(%rsp), %rbx
	movq	%r10, %r14
	movq	%rsi, %rbp
	movq	%r11, %rax
	xorl	%r13d, %r13d
	.p2align	4
.LBB4_5:
	movq	%rbp, %rdi
	leaq	48(%rbx), %rbp
	movl	$16, %r10d
	cmpq	$16, %rbp
	cmovgeq	%r12, %rbp
	vpbroadcastd	%ebp, %zmm2
	leaq	32(%rbx), %rbp
	vpcmpgtd	%zmm0, %zmm2, %k1
	cmpq	$16, %rbp
	vmovups	(%rdx,%r13), %zmm2 {%k1} {z}
	cmovgeq	%r12, %rbp
	vpbroadcastd	%ebp, %zmm3
	leaq	16(%rbx), %rbp
	vpcmpgtd	%zmm0, %zmm3, %k1
	cmpq	$16, %rbp
	cmovgeq	%r12, %rbp
	vpbroadcastd	%ebp, %zmm4
	movq	%rbx, %rbp
	subq	$16, %rbp
	cmovlq	%rbx, %r10
	cmpq	$16, %rbp
	vpbroadcastd	%r10d, %zmm3
	cmovgeq	%r12, %rbp
	leaq	-32(%rbx), %r10
	cmpq	$16, %r10
	vmovups	%zmm2, (%r9,%r13)
	cmovgeq	%r12, %r10
	vmovups	64(%rdx,%r13), %zmm2 {%k1} {z}
	vpcmpgtd	%zmm0, %zmm4, %k1
	vpbroadcastd	%ebp, %zmm4
	leaq	-128(%rdi), %rbp
	vmovups	%zmm2, 64(%r9,%r13)
	vmovups	128(%rdx,%r13), %zmm2 {%k1} {z}
	vpcmpgtd	%zmm0, %zmm3, %k1
	vpbroadcastd	%r10d, %zmm3
	leaq	-48(%rbx), %r10
	cmpq	$16, %r10
	cmovgeq	%r12, %r10
	vmovups	%zmm2, 128(%r9,%r13)
	vmovups	192(%rdx,%r13), %zmm2 {%k1} {z}
	vpcmpgtd	%zmm0, %zmm4, %k1
	vpbroadcastd	%r10d, %zmm4
	leaq	-64(%rbx), %r10
	cmpq	$16, %r10
	cmovgeq	%r12, %r10
	addq	$-128, %rbx
	vmovups	%zmm2, 192(%r9,%r13)
	vmovups	256(%rdx,%r13), %zmm2 {%k1} {z}
	vpcmpgtd	%zmm0, %zmm3, %k1
	vpbroadcastd	%r10d, %zmm3
	vmovups	%zmm2, 256(%r9,%r13)
	vmovups	320(%rdx,%r13), %zmm2 {%k1} {z}
	vpcmpgtd	%zmm0, %zmm4, %k1
	vmovups	%zmm2, 320(%r9,%r13)
	vmovups	384(%rdx,%r13), %zmm2 {%k1} {z}
	vpcmpgtd	%zmm0, %zmm3, %k1
	vmovups	%zmm2, 384(%r9,%r13)
	vmovups	448(%rdx,%r13), %zmm2 {%k1} {z}
	vmovups	%zmm2, 448(%r9,%r13)
	addq	$512, %r13
	addq	$-8, %r11
	jne	.LBB4_5
	testq	%r8, %r8
	je	.LBB4_9
	movq	-16(%rsp), %rbx
	leaq	(%rdx,%r13), %r11
	addq	%r9, %r13
	movq	%rdi, %rbp
	.p2align	4
.LBB4_8:
	subq	$16, %rbp
	cmovgeq	%r12, %rdi
	vpbroadcastd	%edi, %zmm2
	movq	%rbp, %rdi
	vpcmpgtd	%zmm1, %zmm2, %k1
	vmovups	(%r11), %zmm2 {%k1} {z}
	addq	$64, %r11
	vmovups	%zmm2, (%r13)
	addq	$64, %r13
	addq	$16, %rbx
	jne	.LBB4_8
	jmp	.LBB4_9
.Lfunc_end4:
	.size	_ZN4weft11accelerator7kernels5dense10_copy_rowsB2v4B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx, .Lfunc_end4-_ZN4weft11accelerator7kernels5dense10_copy_rowsB2v4B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx

	.section	.rodata,"a",@progbits
	.p2align	6, 0x0
.LCPI5_0:
	.long	0
	.long	1
	.long	2
	.long	3
	.long	4
	.long	5
	.long	6
	.long	7
	.long	8
	.long	9
	.long	10
	.long	11
	.long	12
	.long	13
	.long	14
	.long	15
	.section	.rodata.cst4,"aM",@progbits,4
	.p2align	2, 0x0
.LCPI5_1:
	.long	0x7fc00000
	.section	.ltext,"axl",@progbits
	.weak	_ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx
	.p2align	4
	.type	_ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx,@function
_ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx:
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$2504, %rsp
	movq	%rcx, 432(%rsp)
	movq	2576(%rsp), %r14
	movq	2560(%rsp), %rcx
	movq	%r9, 424(%rsp)
	movq	%rdi, 664(%rsp)
	testq	%rdx, %rdx
	je	.LBB5_8
	cmpq	$1, %rdx
	je	.LBB5_15
	leaq	-1(%rcx), %rax
	cmpq	$3, %rdx
	jne	.LBB5_3
	xorl	%edx, %edx
	testq	%rcx, %rcx
	movl	$10, %r12d
	movl	$12, %ebp
	movl	$13, %r13d
	movl	$14, %r15d
	movl	$15, %r14d
	movl	$16, %ebx
	movl	$17, %r11d
	movl	$18, %r10d
	movl	$19, %r9d
	movl	$20, %edi
	movl	$21, %esi
	cmovleq	%rax, %rdx
	cmpq	$2, %rcx
	movq	%rdx, 8(%rsp)
	movl	$1, %edx
	cmovlq	%rax, %rdx
	movq	%rdx, (%rsp)
	movl	$2, %edx
	cmovleq	%rax, %rdx
	cmpq	$4, %rcx
	movq	%rdx, -8(%rsp)
	movl	$3, %edx
	cmovlq	%rax, %rdx
	movq	%rdx, -16(%rsp)
	movl	$4, %edx
	cmovleq	%rax, %rdx
	cmpq	$6, %rcx
	movq	%rdx, 48(%rsp)
	movl	$5, %edx
	cmovlq	%rax, %rdx
	movq	%rdx, 40(%rsp)
	movl	$6, %edx
	cmovleq	%rax, %rdx
	cmpq	$8, %rcx
	movq	%rdx, 32(%rsp)
	movl	$7, %edx
	cmovlq	%rax, %rdx
	movq	%rdx, 24(%rsp)
	movl	$8, %edx
	cmovleq	%rax, %rdx
	cmpq	$10, %rcx
	movq	%rdx, 16(%rsp)
	movl	$9, %edx
	cmovleq	%rax, %r12
	cmovlq	%rax, %rdx
	cmpq	$12, %rcx
	movq	%r12, 80(%rsp)
	movq	%rdx, 72(%rsp)
	movl	$11, %edx
	cmovleq	%rax, %rbp
	cmovlq	%rax, %rdx
	cmpq	$14, %rcx
	cmovlq	%rax, %r13
	cmovleq	%rax, %r15
	cmpq	$16, %rcx
	movq	%rdx, 64(%rsp)
	movl	$22, %edx
	cmovlq	%rax, %r14
	cmovleq	%rax, %rbx
	cmpq	$18, %rcx
	cmovlq	%rax, %r11
	cmovleq	%rax, %r10
	cmpq	$20, %rcx
	cmovlq	%rax, %r9
	cmovleq	%rax, %rdi
	cmpq	$22, %rcx
	cmovlq	%rax, %rsi
	cmovleq	%rax, %rdx
	cmpq	$24, %rcx
	movl	$23, %ecx
	cmovlq	%rax, %rcx
	movq	8(%rsp), %rax
	imulq	%r8, %r12
	movq	%r12, -80(%rsp)
	movq	64(%rsp), %r12
	imulq	%r8, %rax
	movq	%rax, 672(%rsp)
	movq	(%rsp), %rax
	imulq	%r8, %r12
	movq	%r12, -72(%rsp)
	movq	%rbp, %r12
	imulq	%r8, %r12
	imulq	%r8, %rax
	movq	%r12, -40(%rsp)
	movq	%r13, %r12
	imulq	%r8, %r12
	movq	%rax, 880(%rsp)
	movq	-8(%rsp), %rax
	movq	%r12, 816(%rsp)
	movq	%r15, %r12
	imulq	%r8, %r12
	movq	%r12, 752(%rsp)
	movq	%r14, %r12
	imulq	%r8, %r12
	imulq	%r8, %rax
	movq	%r12, 1008(%rsp)
	movq	%rbx, %r12
	imulq	%r8, %r12
	movq	%rax, -24(%rsp)
	movq	-16(%rsp), %rax
	movq	%r12, 944(%rsp)
	movq	%r11, %r12
	imulq	%r8, %r12
	imulq	%r8, %rax
	movq	%r12, -88(%rsp)
	movq	%r10, %r12
	imulq	%r8, %r12
	movq	%rax, -32(%rsp)
	movq	48(%rsp), %rax
	movq	%r12, -96(%rsp)
	movq	%r9, %r12
	imulq	%r8, %r12
	movq	%r12, -104(%rsp)
	movq	%rdi, %r12
	imulq	%r8, %r12
	imulq	%r8, %rax
	movq	%r12, -112(%rsp)
	movq	%r8, %r12
	movq	%rax, -56(%rsp)
	movq	40(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, 1072(%rsp)
	movq	32(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, 88(%rsp)
	movq	24(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, 56(%rsp)
	movq	16(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, 96(%rsp)
	movq	72(%rsp), %rax
	imulq	%r8, %rax
	movq	%rsi, %r8
	imulq	%r12, %r8
	movq	%rax, -64(%rsp)
	movq	%rdx, %rax
	imulq	%r12, %rax
	imulq	%rcx, %r12
	movq	%r8, -48(%rsp)
	movq	%rax, -120(%rsp)
	movq	%r12, 208(%rsp)
	movq	2584(%rsp), %r12
	movq	8(%rsp), %rax
	imulq	%r12, %rax
	imulq	%r12, %r15
	imulq	%r12, %rbp
	imulq	%r12, %r13
	imulq	%r12, %r14
	imulq	%r12, %rbx
	imulq	%r12, %r11
	imulq	%r12, %r10
	imulq	%r12, %r9
	imulq	%r12, %rdi
	imulq	%r12, %rsi
	imulq	%r12, %rdx
	imulq	%r12, %rcx
	movq	%rax, 8(%rsp)
	movq	(%rsp), %rax
	movq	%r15, 112(%rsp)
	movabsq	$.LCPI5_0, %r15
	movq	%rbp, 128(%rsp)
	movq	%r13, 120(%rsp)
	movq	%r14, 104(%rsp)
	movq	%rbx, 160(%rsp)
	movq	%r11, 152(%rsp)
	movq	%r10, 144(%rsp)
	movq	%r9, 224(%rsp)
	movq	%rdi, 192(%rsp)
	movq	%rsi, 184(%rsp)
	movq	%rdx, 216(%rsp)
	movq	%rcx, 240(%rsp)
	imulq	%r12, %rax
	movq	%rax, (%rsp)
	movq	-8(%rsp), %rax
	imulq	%r12, %rax
	movq	%rax, -8(%rsp)
	movq	-16(%rsp), %rax
	imulq	%r12, %rax
	movq	%rax, -16(%rsp)
	movq	48(%rsp), %rax
	imulq	%r12, %rax
	movq	%rax, 48(%rsp)
	movq	40(%rsp), %rax
	imulq	%r12, %rax
	movq	%rax, 40(%rsp)
	movq	32(%rsp), %rax
	imulq	%r12, %rax
	movq	%rax, 32(%rsp)
	movq	24(%rsp), %rax
	imulq	%r12, %rax
	movq	%rax, 24(%rsp)
	movq	16(%rsp), %rax
	imulq	%r12, %rax
	movq	%rax, 16(%rsp)
	movq	72(%rsp), %rax
	imulq	%r12, %rax
	movq	%rax, 72(%rsp)
	movq	80(%rsp), %rax
	imulq	%r12, %rax
	movq	%rax, 80(%rsp)
	movq	64(%rsp), %rax
	imulq	%r12, %rax
	movq	%rax, 64(%rsp)
	movq	2592(%rsp), %rax
	vpbroadcastd	%eax, %zmm0
	movq	2600(%rsp), %rax
	vpcmpgtd	(%r15), %zmm0, %k1
	testq	%rax, %rax
	leaq	3(%rax), %r15
	cmovnsq	%rax, %r15
	andq	$-4, %r15
	jle	.LBB5_23
	movq	424(%rsp), %r12
	movq	672(%rsp), %rcx
	movq	880(%rsp), %rdx
	movq	-24(%rsp), %rsi
	movq	96(%rsp), %r13
	movq	-64(%rsp), %rbp
	movq	-80(%rsp), %r14
	vpxor	%xmm0, %xmm0, %xmm0
	vxorps	%xmm1, %xmm1, %xmm1
	vxorps	%xmm2, %xmm2, %xmm2
	vxorps	%xmm3, %xmm3, %xmm3
	vxorps	%xmm4, %xmm4, %xmm4
	vxorps	%xmm5, %xmm5, %xmm5
	vxorps	%xmm6, %xmm6, %xmm6
	vxorps	%xmm7, %xmm7, %xmm7
	vxorps	%xmm8, %xmm8, %xmm8
	vxorps	%xmm9, %xmm9, %xmm9
	vxorps	%xmm10, %xmm10, %xmm10
	vxorps	%xmm11, %xmm11, %xmm11
	vxorps	%xmm12, %xmm12, %xmm12
	vxorps	%xmm13, %xmm13, %xmm13
	vxorps	%xmm14, %xmm14, %xmm14
	vxorps	%xmm15, %xmm15, %xmm15
	vxorps	%xmm16, %xmm16, %xmm16
	vxorps	%xmm17, %xmm17, %xmm17
	vxorps	%xmm18, %xmm18, %xmm18
	vxorps	%xmm19, %xmm19, %xmm19
	vxorps	%xmm20, %xmm20, %xmm20
	vxorps	%xmm21, %xmm21, %xmm21
	vxorps	%xmm22, %xmm22, %xmm22
	vxorps	%xmm23, %xmm23, %xmm23
	leaq	(%r12,%r12,2), %rax
	leaq	(%rcx,%rax), %rcx
	movq	%rcx, 1264(%rsp)
	leaq	(%rdx,%rax), %rcx
	movq	-32(%rsp), %rdx
	movq	%rcx, 1200(%rsp)
	leaq	(%rsi,%rax), %rcx
	movq	-56(%rsp), %rsi
	movq	%rcx, 200(%rsp)
	leaq	(%rdx,%rax), %rcx
	movq	1072(%rsp), %rdx
	movq	%rcx, 416(%rsp)
	leaq	(%rsi,%rax), %rcx
	movq	88(%rsp), %rsi
	movq	%rcx, 408(%rsp)
	leaq	(%rdx,%rax), %rcx
	movq	56(%rsp), %rdx
	movq	%rcx, 400(%rsp)
	leaq	(%rsi,%rax), %rcx
	leaq	(%r13,%rax), %rsi
	movq	%rcx, 392(%rsp)
	movq	%rsi, 376(%rsp)
	leaq	(%r14,%rax), %rsi
	movq	%rsi, 360(%rsp)
	movq	-40(%rsp), %rsi
	leaq	(%rdx,%rax), %rcx
	leaq	(%rbp,%rax), %rdx
	movq	%rdx, 368(%rsp)
	movq	-72(%rsp), %rdx
	movq	%rcx, 384(%rsp)
	leaq	(%rdx,%rax), %rdx
	movq	%rdx, 352(%rsp)
	leaq	(%rsi,%rax), %rdx
	movq	%rdx, 344(%rsp)
	movq	816(%rsp), %rdx
	leaq	(%rdx,%rax), %rsi
	movq	1008(%rsp), %rdx
	movq	%rsi, 336(%rsp)
	movq	752(%rsp), %rsi
	leaq	(%rdx,%rax), %r9
	movq	-88(%rsp), %rdx
	leaq	(%rsi,%rax), %rdi
	movq	944(%rsp), %rsi
	movq	%r9, 320(%rsp)
	movq	%rdi, 328(%rsp)
	movq	-56(%rsp), %rdi
	leaq	(%rdx,%rax), %r11
	movq	-104(%rsp), %rdx
	leaq	(%rsi,%rax), %r10
	movq	-96(%rsp), %rsi
	movq	%r11, 304(%rsp)
	movq	88(%rsp), %r11
	movq	%r10, 312(%rsp)
	movq	1072(%rsp), %r10
	leaq	(%rsi,%rax), %rbx
	movq	-112(%rsp), %rsi
	movq	%rbx, 296(%rsp)
	leaq	(%rdx,%rax), %rbx
	movq	-120(%rsp), %rdx
	leaq	(%r12,%r10), %rcx
	movq	%rbx, 288(%rsp)
	movq	%rcx, 2240(%rsp)
	leaq	(%rsi,%rax), %rbx
	movq	-32(%rsp), %rsi
	movq	%rbx, 280(%rsp)
	leaq	(%r8,%rax), %rbx
	movq	%rbx, 272(%rsp)
	leaq	(%rdx,%rax), %rbx
	leaq	(,%r12,4), %rdx
	addq	208(%rsp), %rax
	movq	%rbx, 2368(%rsp)
	leaq	(%r12,%r11), %rbx
	movq	%rdx, 2304(%rsp)
	leaq	(%r12,%rdi), %rdx
	movq	%rbx, 1856(%rsp)
	movq	56(%rsp), %rbx
	movq	%rdx, 2176(%rsp)
	movq	-24(%rsp), %rdx
	leaq	(%r12,%rsi), %rcx
	movq	%rcx, 2112(%rsp)
	movq	%rax, 1136(%rsp)
	leaq	(%r12,%rbx), %rax
	leaq	(%r12,%rdx), %r8
	movq	%rax, 1792(%rsp)
	leaq	(%r12,%r13), %rax
	movq	%r8, 2048(%rsp)
	movq	880(%rsp), %r8
	movq	%rax, 1728(%rsp)
	leaq	(%r12,%r14), %rax
	leaq	(%r14,%r12,2), %r14
	movq	%rax, 1600(%rsp)
	movq	%r14, 520(%rsp)
	movq	816(%rsp), %r14
	leaq	(%r12,%r8), %rcx
	movq	%rcx, 1984(%rsp)
	movq	672(%rsp), %rcx
	leaq	(%r12,%rcx), %r9
	movq	%r9, 1920(%rsp)
	leaq	(%r12,%rbp), %r9
	movq	-72(%rsp), %rbp
	movq	%r9, 1664(%rsp)
	movq	-40(%rsp), %r9
	leaq	(%r12,%rbp), %rax
	movq	%rax, 1536(%rsp)
	leaq	(%r12,%r9), %rax
	movq	%rax, 1472(%rsp)
	movq	816(%rsp), %rax
	leaq	(%r12,%rax), %rax
	movq	%rax, 264(%rsp)
	movq	752(%rsp), %rax
	leaq	(%r12,%rax), %rax
	movq	%rax, 256(%rsp)
	movq	1008(%rsp), %rax
	leaq	(%r12,%rax), %rax
	movq	%rax, 1408(%rsp)
	movq	944(%rsp), %rax
	leaq	(%r12,%rax), %rax
	movq	%rax, 248(%rsp)
	movq	-88(%rsp), %rax
	leaq	(%r12,%rax), %rax
	movq	%rax, 1344(%rsp)
	movq	-96(%rsp), %rax
	leaq	(%r12,%rax), %rax
	movq	%rax, 640(%rsp)
	movq	-104(%rsp), %rax
	leaq	(%r12,%rax), %rax
	movq	%rax, 632(%rsp)
	movq	-112(%rsp), %rax
	leaq	(%r12,%rax), %rax
	movq	%rax, 624(%rsp)
	movq	-48(%rsp), %rax
	leaq	(%r12,%rax), %rax
	movq	%rax, 616(%rsp)
	movq	-120(%rsp), %rax
	leaq	(%r12,%rax), %rax
	movq	%rax, 608(%rsp)
	leaq	(%rcx,%r12,2), %rax
	leaq	(%r8,%r12,2), %rcx
	leaq	(%rdx,%r12,2), %r8
	movq	%r8, 584(%rsp)
	leaq	(%rdi,%r12,2), %r8
	movq	%rcx, 592(%rsp)
	leaq	(%rsi,%r12,2), %rcx
	movq	%rax, 600(%rsp)
	leaq	(%r14,%r12,2), %rax
	movq	1008(%rsp), %r14
	movq	%r8, 568(%rsp)
	leaq	(%r11,%r12,2), %r8
	movq	%rcx, 576(%rsp)
	leaq	(%r10,%r12,2), %rcx
	movq	%rax, 496(%rsp)
	movq	%r8, 552(%rsp)
	leaq	(%r13,%r12,2), %r8
	movq	%rcx, 560(%rsp)
	leaq	(%rbx,%r12,2), %rcx
	movq	%r8, 536(%rsp)
	movq	-64(%rsp), %r8
	movq	%rcx, 544(%rsp)
	leaq	(%r8,%r12,2), %rcx
	movq	%rcx, 528(%rsp)
	leaq	(%rbp,%r12,2), %rcx
	movq	2568(%rsp), %rbp
	movq	%rcx, 512(%rsp)
	movq	%r9, %rcx
	leaq	(%r9,%r12,2), %r9
	movq	%r9, 504(%rsp)
	movq	752(%rsp), %r9
	leaq	(%r9,%r12,2), %rax
	movq	944(%rsp), %r9
	movq	%rax, 488(%rsp)
	leaq	(%r14,%r12,2), %rax
	movq	-88(%rsp), %r14
	movq	%rax, 480(%rsp)
	leaq	(%r9,%r12,2), %rax
	movq	-96(%rsp), %r9
	movq	%rax, 472(%rsp)
	leaq	(%r14,%r12,2), %rax
	movq	-104(%rsp), %r14
	movq	%rax, 464(%rsp)
	leaq	(%r9,%r12,2), %rax
	movq	-112(%rsp), %r9
	movq	%rax, 456(%rsp)
	leaq	(%r14,%r12,2), %rax
	movq	-48(%rsp), %r14
	movq	%rax, 448(%rsp)
	leaq	(%r9,%r12,2), %rax
	movq	-120(%rsp), %r9
	movq	%rax, 440(%rsp)
	leaq	(%r14,%r12,2), %rax
	movq	%rax, 232(%rsp)
	leaq	(%r9,%r12,2), %rax
	movq	208(%rsp), %r9
	movq	%rax, 176(%rsp)
	leaq	(%r12,%r9), %r14
	leaq	(%r9,%r12,2), %r9
	xorl	%r12d, %r12d
	movq	%r14, 168(%rsp)
	movq	%r13, %r14
	movq	432(%rsp), %r13
	movq	%r9, 136(%rsp)
	movq	%r8, %r9
	movq	-80(%rsp), %r8
	.p2align	4
.LBB5_34:
	movq	672(%rsp), %rax
	vmovups	(%rbp), %zmm27
	vmovups	64(%rbp), %zmm26
	vmovups	128(%rbp), %zmm25
	vmovups	192(%rbp), %zmm24
	addq	$4, %r12
	addq	$256, %rbp
	vfmadd231ps	(%rdx,%r13){1to16}, %zmm27, %zmm21
	vfmadd231ps	(%rsi,%r13){1to16}, %zmm27, %zmm20
	vfmadd231ps	(%rdi,%r13){1to16}, %zmm27, %zmm19
	vfmadd231ps	(%r10,%r13){1to16}, %zmm27, %zmm18
	vfmadd231ps	(%r11,%r13){1to16}, %zmm27, %zmm17
	vfmadd231ps	(%rbx,%r13){1to16}, %zmm27, %zmm16
	vfmadd231ps	(%r14,%r13){1to16}, %zmm27, %zmm15
	vfmadd231ps	(%r9,%r13){1to16}, %zmm27, %zmm14
	vfmadd231ps	(%r8,%r13){1to16}, %zmm27, %zmm13
	vfmadd231ps	(%rax,%r13){1to16}, %zmm27, %zmm23
	movq	880(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm27, %zmm22
	movq	%rcx, %rax
	movq	-72(%rsp), %rcx
	vfmadd231ps	(%rax,%r13){1to16}, %zmm27, %zmm11
	vfmadd231ps	(%rcx,%r13){1to16}, %zmm27, %zmm12
	movq	%rax, %rcx
	movq	816(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm27, %zmm10
	movq	752(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm27, %zmm9
	movq	1008(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm27, %zmm8
	movq	944(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm27, %zmm7
	movq	-88(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm27, %zmm6
	movq	-96(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm27, %zmm5
	movq	-104(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm27, %zmm4
	movq	-112(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm27, %zmm3
	movq	-48(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm27, %zmm2
	movq	-120(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm27, %zmm1
	movq	208(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm27, %zmm0
	movq	1920(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm23
	movq	1984(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm22
	movq	2048(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm21
	movq	2112(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm20
	movq	2176(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm19
	movq	2240(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm18
	movq	1856(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm17
	movq	1792(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm16
	movq	1728(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm15
	movq	1664(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm14
	movq	1600(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm13
	movq	1536(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm12
	movq	1472(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm11
	movq	264(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm10
	movq	256(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm9
	movq	1408(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm8
	movq	248(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm7
	movq	1344(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm6
	movq	640(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm5
	movq	632(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm4
	movq	624(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm3
	movq	616(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm2
	movq	608(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm1
	movq	168(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm26, %zmm0
	movq	600(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm23
	movq	592(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm22
	movq	584(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm21
	movq	576(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm20
	movq	568(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm19
	movq	560(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm18
	movq	552(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm17
	movq	544(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm16
	movq	536(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm15
	movq	528(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm14
	movq	520(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm13
	movq	512(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm12
	movq	504(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm11
	movq	496(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm10
	movq	488(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm9
	movq	480(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm8
	movq	472(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm7
	movq	464(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm6
	movq	456(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm5
	movq	448(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm4
	movq	440(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm3
	movq	232(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm2
	movq	176(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm1
	movq	136(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm25, %zmm0
	movq	1264(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm23
	movq	1200(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm22
	movq	200(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm21
	movq	416(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm20
	movq	408(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm19
	movq	400(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm18
	movq	392(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm17
	movq	384(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm16
	movq	376(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm15
	movq	368(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm14
	movq	360(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm13
	movq	352(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm12
	movq	344(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm11
	movq	336(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm10
	movq	328(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm9
	movq	320(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm8
	movq	312(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm7
	movq	304(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm6
	movq	296(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm5
	movq	288(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm4
	movq	280(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm3
	movq	272(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm2
	movq	2368(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm1
	movq	1136(%rsp), %rax
	vfmadd231ps	(%rax,%r13){1to16}, %zmm24, %zmm0
	addq	2304(%rsp), %r13
	cmpq	%r15, %r12
	jl	.LBB5_34
	jmp	.LBB5_24
.LBB5_15:
	leaq	-1(%rcx), %rdx
	xorl	%eax, %eax
	testq	%rcx, %rcx
	movl	$1, %edi
	movl	$3, %esi
	movl	$4, %ebx
	movl	$9, %r9d
	movl	$13, %r12d
	movl	$14, %ebp
	movq	%r8, 208(%rsp)
	vxorps	%xmm24, %xmm24, %xmm24
	cmovleq	%rdx, %rax
	cmpq	$2, %rcx
	movq	%rdx, 224(%rsp)
	movq	%rax, 72(%rsp)
	movl	$2, %eax
	cmovlq	%rdx, %rdi
	cmovleq	%rdx, %rax
	cmpq	$4, %rcx
	movq	%rdi, %r10
	movq	%rdi, 160(%rsp)
	movabsq	$.LCPI5_0, %rdi
	cmovlq	%rdx, %rsi
	cmovleq	%rdx, %rbx
	movq	%rax, %r11
	movq	%rax, 152(%rsp)
	cmpq	$6, %rcx
	movl	$5, %eax
	cmovlq	%rdx, %rax
	movq	%rsi, 144(%rsp)
	movq	%rbx, %r15
	movq	%rax, %r13
	movl	$6, %eax
	cmovleq	%rdx, %rax
	cmpq	$8, %rcx
	movq	%rax, 64(%rsp)
	movl	$7, %eax
	cmovlq	%rdx, %rax
	movq	%rax, 176(%rsp)
	movl	$8, %eax
	cmovleq	%rdx, %rax
	cmpq	$10, %rcx
	movq	%rax, 168(%rsp)
	movl	$10, %eax
	cmovlq	%rdx, %r9
	cmovleq	%rdx, %rax
	cmpq	$12, %rcx
	movq	%r9, 80(%rsp)
	movq	%rax, 136(%rsp)
	movl	$11, %eax
	cmovlq	%rdx, %rax
	movq	%rax, 8(%rsp)
	movl	$12, %eax
	cmovleq	%rdx, %rax
	cmpq	$14, %rcx
	movq	%rax, (%rsp)
	movq	2592(%rsp), %rax
	cmovlq	%rdx, %r12
	cmovleq	%rdx, %rbp
	cmpq	$16, %rcx
	movq	%r12, 128(%rsp)
	movq	%rbp, 120(%rsp)
	vpbroadcastd	%eax, %zmm29
	movl	$15, %eax
	vpcmpgtd	(%rdi), %zmm29, %k1
	movq	72(%rsp), %rdi
	cmovlq	%rdx, %rax
	movq	%rax, -8(%rsp)
	movl	$16, %eax
	cmovleq	%rdx, %rax
	cmpq	$18, %rcx
	movq	%rax, 112(%rsp)
	movl	$17, %eax
	cmovlq	%rdx, %rax
	movq	%rax, 104(%rsp)
	movl	$18, %eax
	cmovleq	%rdx, %rax
	cmpq	$20, %rcx
	movq	%rax, -16(%rsp)
	movl	$19, %eax
	cmovlq	%rdx, %rax
	movq	%rax, 48(%rsp)
	movl	$20, %eax
	cmovleq	%rdx, %rax
	cmpq	$22, %rcx
	movq	%rax, 40(%rsp)
	movl	$21, %eax
	cmovlq	%rdx, %rax
	movq	%rax, 32(%rsp)
	movl	$22, %eax
	cmovleq	%rdx, %rax
	cmpq	$24, %rcx
	movq	%r10, %rcx
	movq	%r11, %r10
	movq	%rsi, %r11
	movq	%r13, %rsi
	movq	%rax, 24(%rsp)
	movl	$23, %eax
	cmovlq	%rdx, %rax
	movq	%rdi, %rdx
	imulq	%r8, %rdx
	imulq	%r8, %rcx
	imulq	%r8, %r9
	imulq	%r8, %rbp
	imulq	%r8, %r12
	imulq	%r8, %r10
	imulq	%r8, %r11
	imulq	%r8, %r15
	imulq	%r8, %r13
	movq	%rax, 16(%rsp)
	movq	-16(%rsp), %rax
	movq	%rdx, 672(%rsp)
	movq	64(%rsp), %rdx
	movq	%rcx, 880(%rsp)
	movq	176(%rsp), %rcx
	movq	%r9, -80(%rsp)
	movq	136(%rsp), %r9
	movq	%rbp, 1008(%rsp)
	movq	-8(%rsp), %rbp
	movq	%r12, 752(%rsp)
	imulq	%r8, %rax
	imulq	%r8, %rdx
	imulq	%r8, %rcx
	imulq	%r8, %rbp
	imulq	%r8, %r9
	movq	%rax, -96(%rsp)
	movq	48(%rsp), %rax
	movq	%rdx, 816(%rsp)
	movq	168(%rsp), %rdx
	movq	%rcx, -40(%rsp)
	movq	8(%rsp), %rcx
	movq	%rbp, 944(%rsp)
	imulq	%r8, %rax
	imulq	%r8, %rdx
	imulq	%r8, %rcx
	movq	%rax, -104(%rsp)
	movq	40(%rsp), %rax
	movq	%rdx, -56(%rsp)
	movq	(%rsp), %rdx
	movq	%rcx, -64(%rsp)
	movq	112(%rsp), %rcx
	imulq	%r8, %rax
	imulq	%r8, %rdx
	movq	%rcx, %r12
	imulq	%r8, %r12
	movq	%rax, -112(%rsp)
	movq	32(%rsp), %rax
	movq	%rdx, -48(%rsp)
	movq	2584(%rsp), %rdx
	movq	%r12, -88(%rsp)
	movq	104(%rsp), %r12
	imulq	%r8, %rax
	imulq	%rdx, %rsi
	imulq	%rdx, %rdi
	imulq	%rdx, %rbx
	imulq	%rdx, %rcx
	imulq	%r8, %r12
	movq	%rax, -120(%rsp)
	movq	24(%rsp), %rax
	movq	%rsi, 184(%rsp)
	movq	176(%rsp), %rsi
	movq	%rdi, 72(%rsp)
	movq	152(%rsp), %rdi
	movq	%rbx, 192(%rsp)
	movq	64(%rsp), %rbx
	movq	%rcx, 112(%rsp)
	movq	104(%rsp), %rcx
	movq	%r12, -24(%rsp)
	imulq	%r8, %rax
	imulq	%rdx, %rsi
	imulq	%rdx, %rdi
	imulq	%rdx, %rbx
	imulq	%rdx, %rcx
	movq	%rax, -72(%rsp)
	movq	16(%rsp), %rax
	movq	%rsi, 176(%rsp)
	movq	168(%rsp), %rsi
	vmovups	(%rcx,%r14), %zmm18 {%k1} {z}
	movq	%rcx, 104(%rsp)
	vmovups	(%rdi,%r14), %zmm3 {%k1} {z}
	vmovups	(%rbx,%r14), %zmm7 {%k1} {z}
	movq	%rdi, 152(%rsp)
	movq	%rbx, 64(%rsp)
	imulq	%r8, %rax
	movq	144(%rsp), %r8
	imulq	%rdx, %rsi
	movq	%rax, -32(%rsp)
	movq	160(%rsp), %rax
	movq	%rsi, 168(%rsp)
	movq	80(%rsp), %rsi
	imulq	%rdx, %r8
	vaddps	%zmm24, %zmm3, %zmm3
	vaddps	%zmm24, %zmm7, %zmm7
	vaddps	%zmm24, %zmm18, %zmm18
	imulq	%rdx, %rax
	vmovups	(%r8,%r14), %zmm4 {%k1} {z}
	movq	%r8, 144(%rsp)
	imulq	%rdx, %rsi
	vmovups	(%rax,%r14), %zmm2 {%k1} {z}
	movq	%rax, 160(%rsp)
	movq	%rsi, 80(%rsp)
	movq	136(%rsp), %rsi
	vaddps	%zmm24, %zmm4, %zmm4
	imulq	%rdx, %rsi
	vaddps	%zmm24, %zmm2, %zmm2
	movq	%rsi, 136(%rsp)
	movq	8(%rsp), %rsi
	imulq	%rdx, %rsi
	movq	%rsi, 8(%rsp)
	movq	(%rsp), %rsi
	imulq	%rdx, %rsi
	movq	%rsi, (%rsp)
	movq	128(%rsp), %rsi
	imulq	%rdx, %rsi
	movq	%rsi, 128(%rsp)
	movq	120(%rsp), %rsi
	imulq	%rdx, %rsi
	movq	%rsi, 120(%rsp)
	movq	-8(%rsp), %rsi
	imulq	%rdx, %rsi
	movq	%rsi, -8(%rsp)
	movq	-16(%rsp), %rsi
	imulq	%rdx, %rsi
	movq	%rsi, -16(%rsp)
	movq	48(%rsp), %rsi
	imulq	%rdx, %rsi
	movq	%rsi, 48(%rsp)
	movq	40(%rsp), %rsi
	movq	48(%rsp), %rcx
	imulq	%rdx, %rsi
	vmovups	(%rcx,%r14), %zmm20 {%k1} {z}
	movq	%rsi, 40(%rsp)
	movq	32(%rsp), %rsi
	imulq	%rdx, %rsi
	vaddps	%zmm24, %zmm20, %zmm20
	movq	%rsi, 32(%rsp)
	movq	24(%rsp), %rsi
	movq	32(%rsp), %rcx
	imulq	%rdx, %rsi
	vmovups	(%rcx,%r14), %zmm22 {%k1} {z}
	movq	%rsi, 24(%rsp)
	movq	16(%rsp), %rsi
	imulq	%rdx, %rsi
	movq	72(%rsp), %rdx
	vaddps	%zmm24, %zmm22, %zmm22
	movq	%rsi, 16(%rsp)
	movq	184(%rsp), %rsi
	movq	16(%rsp), %rcx
	vmovups	(%rdx,%r14), %zmm0 {%k1} {z}
	movq	192(%rsp), %rdx
	vmovups	(%rsi,%r14), %zmm6 {%k1} {z}
	movq	168(%rsp), %rsi
	vmovups	(%rcx,%r14), %zmm25 {%k1} {z}
	movq	2600(%rsp), %rcx
	vmovups	(%rdx,%r14), %zmm5 {%k1} {z}
	movq	176(%rsp), %rdx
	vmovups	(%rsi,%r14), %zmm9 {%k1} {z}
	movq	136(%rsp), %rsi
	vaddps	%zmm24, %zmm0, %zmm1
	testq	%rcx, %rcx
	leaq	3(%rcx), %rax
	vmovups	(%rdx,%r14), %zmm8 {%k1} {z}
	movq	80(%rsp), %rdx
	cmovnsq	%rcx, %rax
	vaddps	%zmm24, %zmm6, %zmm6
	andq	$-4, %rax
	movq	%rax, 1072(%rsp)
	vmovups	(%rsi,%r14), %zmm11 {%k1} {z}
	movq	(%rsp), %rsi
	vaddps	%zmm24, %zmm5, %zmm5
	vmovups	(%rdx,%r14), %zmm10 {%k1} {z}
	movq	8(%rsp), %rdx
	vaddps	%zmm24, %zmm9, %zmm9
	vmovups	(%rsi,%r14), %zmm13 {%k1} {z}
	movq	120(%rsp), %rsi
	vaddps	%zmm24, %zmm8, %zmm8
	vmovups	(%rdx,%r14), %zmm12 {%k1} {z}
	movq	128(%rsp), %rdx
	vaddps	%zmm24, %zmm11, %zmm11
	vmovups	(%rsi,%r14), %zmm15 {%k1} {z}
	movq	112(%rsp), %rsi
	vaddps	%zmm24, %zmm10, %zmm10
	vmovups	(%rdx,%r14), %zmm14 {%k1} {z}
	movq	-8(%rsp), %rdx
	vaddps	%zmm24, %zmm13, %zmm13
	vmovups	(%rsi,%r14), %zmm17 {%k1} {z}
	vaddps	%zmm24, %zmm12, %zmm12
	vmovups	(%rdx,%r14), %zmm16 {%k1} {z}
	movq	-16(%rsp), %rdx
	vaddps	%zmm24, %zmm15, %zmm15
	vaddps	%zmm24, %zmm14, %zmm14
	vmovups	(%rdx,%r14), %zmm19 {%k1} {z}
	movq	40(%rsp), %rdx
	vaddps	%zmm24, %zmm17, %zmm17
	vaddps	%zmm24, %zmm16, %zmm16
	vmovups	(%rdx,%r14), %zmm21 {%k1} {z}
	movq	24(%rsp), %rdx
	vaddps	%zmm24, %zmm19, %zmm19
	vmovups	(%rdx,%r14), %zmm23 {%k1} {z}
	vaddps	%zmm24, %zmm21, %zmm21
	vaddps	%zmm24, %zmm23, %zmm23
	vaddps	%zmm24, %zmm25, %zmm24
	jle	.LBB5_16
	movq	424(%rsp), %rdx
	movq	672(%rsp), %rcx
	movq	880(%rsp), %rsi
	movq	-56(%rsp), %rbx
	movq	944(%rsp), %r12
	leaq	(%rdx,%rdx,2), %rax
	addq	%rax, %rcx
	leaq	(%r10,%rax), %rdi
	movq	%rcx, 88(%rsp)
	leaq	(%rsi,%rax), %rcx
	leaq	(%r11,%rax), %rsi
	movq	%rdi, 1136(%rsp)
	leaq	(%r15,%rax), %rdi
	movq	%rsi, 1264(%rsp)
	leaq	(%r13,%rax), %rsi
	movq	%rdi, 1200(%rsp)
	movq	%rcx, 96(%rsp)
	leaq	(%rbx,%rax), %rcx
	leaq	(%r9,%rax), %rbx
	movq	%rsi, 200(%rsp)
	movq	816(%rsp), %rsi
	movq	%rcx, 400(%rsp)
	movq	%rbx, 384(%rsp)
	movq	-48(%rsp), %rbx
	leaq	(%rsi,%rax), %rdi
	movq	%rdi, 416(%rsp)
	movq	-40(%rsp), %rdi
	leaq	(%rdi,%rax), %r8
	movq	%r8, 408(%rsp)
	movq	-80(%rsp), %r8
	leaq	(%r8,%rax), %rcx
	movq	-64(%rsp), %r8
	movq	%rcx, 392(%rsp)
	leaq	(%r8,%rax), %rcx
	movq	752(%rsp), %r8
	movq	%rcx, 376(%rsp)
	leaq	(%rbx,%rax), %rcx
	movq	1008(%rsp), %rbx
	movq	%rcx, 368(%rsp)
	leaq	(%r8,%rax), %rcx
	leaq	(%r12,%rax), %r8
	movq	-24(%rsp), %r12
	movq	%rcx, 360(%rsp)
	leaq	(%rbx,%rax), %rcx
	movq	%r8, 344(%rsp)
	movq	-88(%rsp), %rbx
	movq	%rcx, 352(%rsp)
	leaq	(%r12,%rax), %r8
	movq	%r8, 328(%rsp)
	movq	-96(%rsp), %r8
	leaq	(%rbx,%rax), %rcx
	movq	%rcx, 336(%rsp)
	movq	%rsi, %rcx
	leaq	(%rdx,%rcx), %rcx
	movq	%rcx, 2048(%rsp)
	movq	-56(%rsp), %rcx
	leaq	(%r8,%rax), %rsi
	movq	-104(%rsp), %r8
	movq	%rsi, 320(%rsp)
	movq	%rdi, %rsi
	leaq	(%rdx,%r13), %rdi
	movq	%rdi, 272(%rsp)
	leaq	(%rdx,%r11), %rdi
	movq	%rdi, 2304(%rsp)
	leaq	(%r8,%rax), %rbx
	movq	-112(%rsp), %r8
	movq	%rbx, 312(%rsp)
	leaq	(%r8,%rax), %rbx
	movq	-72(%rsp), %r8
	movq	%rbx, 304(%rsp)
	movq	-120(%rsp), %rbx
	leaq	(%r8,%rax), %r12
	leaq	(,%rdx,4), %r8
	leaq	(%rbx,%rax), %r14
	movq	-32(%rsp), %rbx
	movq	%r12, 288(%rsp)
	movq	%r8, 280(%rsp)
	leaq	(%rdx,%r15), %r8
	movq	%r14, 296(%rsp)
	movq	%rsi, %r14
	movq	%r8, 2368(%rsp)
	leaq	(%rdx,%r10), %r8
	movq	%r8, 2240(%rsp)
	movq	880(%rsp), %r8
	addq	%rbx, %rax
	movq	%rax, 56(%rsp)
	movq	672(%rsp), %rax
	leaq	(%rdx,%r8), %rdi
	movq	%rdi, 2176(%rsp)
	leaq	(%rdx,%r9), %rdi
	movq	%rdi, 1792(%rsp)
	movq	-64(%rsp), %rdi
	addq	%rdx, %rax
	movq	%rax, 2112(%rsp)
	leaq	(%rdx,%rsi), %rax
	movq	-80(%rsp), %rsi
	movq	%rax, 1984(%rsp)
	leaq	(%rdx,%rcx), %rax
	leaq	(%rcx,%rdx,2), %rcx
	movq	%rax, 1920(%rsp)
	leaq	(%rdx,%rdi), %rbp
	movq	%rcx, 560(%rsp)
	leaq	(%r9,%rdx,2), %rcx
	movq	%rbp, 1728(%rsp)
	movq	-48(%rsp), %rbp
	leaq	(%rdx,%rsi), %r12
	leaq	(%rsi,%rdx,2), %rsi
	movq	%rcx, 544(%rsp)
	movq	%r12, 1856(%rsp)
	movq	944(%rsp), %r12
	movq	%rsi, 552(%rsp)
	leaq	(%rdi,%rdx,2), %rsi
	movq	-80(%rsp), %rdi
	leaq	(%rdx,%rbp), %rax
	movq	%rsi, 536(%rsp)
	leaq	(%rbp,%rdx,2), %rcx
	movq	752(%rsp), %rsi
	movq	%rax, 1664(%rsp)
	movq	752(%rsp), %rax
	leaq	(%rdx,%r12), %r12
	movq	%rcx, 528(%rsp)
	movq	1008(%rsp), %rcx
	movq	%r12, 1472(%rsp)
	movq	-24(%rsp), %r12
	leaq	(%rdx,%rax), %rax
	movq	%rax, 1600(%rsp)
	movq	1008(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 1536(%rsp)
	movq	-88(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 264(%rsp)
	leaq	(%rdx,%r12), %rax
	movq	%rax, 256(%rsp)
	movq	-96(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 1408(%rsp)
	movq	-104(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 248(%rsp)
	movq	-112(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 1344(%rsp)
	movq	-120(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 640(%rsp)
	movq	-72(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 632(%rsp)
	movq	672(%rsp), %rax
	leaq	(%rax,%rdx,2), %rax
	movq	%rax, 624(%rsp)
	leaq	(%r8,%rdx,2), %rax
	leaq	(%r14,%rdx,2), %r8
	movq	432(%rsp), %r14
	movq	%rax, 616(%rsp)
	leaq	(%r10,%rdx,2), %rax
	movq	%r8, 568(%rsp)
	movq	944(%rsp), %r8
	movq	%rax, 608(%rsp)
	leaq	(%r11,%rdx,2), %rax
	movq	%rax, 600(%rsp)
	leaq	(%r15,%rdx,2), %rax
	movq	%rax, 592(%rsp)
	leaq	(%r13,%rdx,2), %rax
	movq	%rax, 584(%rsp)
	movq	816(%rsp), %rax
	leaq	(%rax,%rdx,2), %rax
	movq	%rax, 576(%rsp)
	leaq	(%rsi,%rdx,2), %rax
	leaq	(%r8,%rdx,2), %rsi
	movq	2568(%rsp), %r8
	movq	%rax, 520(%rsp)
	leaq	(%rcx,%rdx,2), %rax
	movq	-88(%rsp), %rcx
	movq	%rsi, 504(%rsp)
	leaq	(%r12,%rdx,2), %rsi
	movq	%rax, 512(%rsp)
	movq	%rsi, 488(%rsp)
	movq	-104(%rsp), %rsi
	leaq	(%rcx,%rdx,2), %rax
	movq	-96(%rsp), %rcx
	movq	%rax, 496(%rsp)
	leaq	(%rcx,%rdx,2), %rax
	movq	-112(%rsp), %rcx
	movq	%rax, 480(%rsp)
	leaq	(%rsi,%rdx,2), %rax
	movq	-120(%rsp), %rsi
	movq	%rax, 472(%rsp)
	leaq	(%rcx,%rdx,2), %rax
	movq	-72(%rsp), %rcx
	movq	%rax, 464(%rsp)
	leaq	(%rsi,%rdx,2), %rax
	leaq	(%rdx,%rbx), %rsi
	movq	%rsi, 440(%rsp)
	movq	-56(%rsp), %rsi
	movq	%rax, 456(%rsp)
	leaq	(%rcx,%rdx,2), %rax
	leaq	(%rbx,%rdx,2), %rcx
	xorl	%ebx, %ebx
	movq	%rax, 448(%rsp)
	movq	%rcx, 232(%rsp)
	movq	-40(%rsp), %rcx
	movq	-64(%rsp), %rax
	.p2align	4
.LBB5_32:
	movq	%r9, %rbp
	movq	%r13, %r9
	movq	%r15, %r13
	movq	%r11, %r15
	movq	%r10, %r11
	movq	880(%rsp), %r10
	vmovups	(%r8), %zmm0
	movq	672(%rsp), %rdx
	movq	-88(%rsp), %r12
	vmovups	64(%r8), %zmm27
	vmovups	128(%r8), %zmm26
	vmovups	192(%r8), %zmm25
	addq	$4, %rbx
	addq	$256, %r8
	vmulps	(%r10,%r14){1to16}, %zmm0, %zmm31
	movq	%r11, %r10
	vmulps	(%r10,%r14){1to16}, %zmm0, %zmm30
	movq	%r15, %r11
	movq	%r13, %r15
	vmulps	(%rdx,%r14){1to16}, %zmm0, %zmm28
	movq	%r9, %r13
	movq	816(%rsp), %rdx
	movq	%rbp, %r9
	vaddps	%zmm31, %zmm2, %zmm2
	vmulps	(%r11,%r14){1to16}, %zmm0, %zmm31
	vaddps	%zmm30, %zmm3, %zmm3
	vmulps	(%r15,%r14){1to16}, %zmm0, %zmm30
	vaddps	%zmm28, %zmm1, %zmm1
	vaddps	%zmm31, %zmm4, %zmm4
	vmulps	(%r13,%r14){1to16}, %zmm0, %zmm31
	vaddps	%zmm30, %zmm5, %zmm5
	vmulps	(%rdx,%r14){1to16}, %zmm0, %zmm30
	movq	-96(%rsp), %rdx
	vaddps	%zmm31, %zmm6, %zmm6
	vmulps	(%rcx,%r14){1to16}, %zmm0, %zmm31
	vaddps	%zmm30, %zmm7, %zmm7
	vmulps	(%rsi,%r14){1to16}, %zmm0, %zmm30
	vaddps	%zmm31, %zmm8, %zmm8
	vmulps	(%rdi,%r14){1to16}, %zmm0, %zmm31
	vaddps	%zmm30, %zmm9, %zmm9
	vmulps	(%rbp,%r14){1to16}, %zmm0, %zmm30
	movq	-48(%rsp), %rbp
	vaddps	%zmm31, %zmm10, %zmm10
	vmulps	(%rax,%r14){1to16}, %zmm0, %zmm31
	vaddps	%zmm30, %zmm11, %zmm11
	vmulps	(%rbp,%r14){1to16}, %zmm0, %zmm30
	movq	752(%rsp), %rbp
	vaddps	%zmm31, %zmm12, %zmm12
	vmulps	(%rbp,%r14){1to16}, %zmm0, %zmm31
	movq	1008(%rsp), %rbp
	vaddps	%zmm30, %zmm13, %zmm13
	vmulps	(%rbp,%r14){1to16}, %zmm0, %zmm30
	movq	944(%rsp), %rbp
	vaddps	%zmm31, %zmm14, %zmm14
	vmulps	(%rbp,%r14){1to16}, %zmm0, %zmm31
	vaddps	%zmm30, %zmm15, %zmm15
	vmulps	(%r12,%r14){1to16}, %zmm0, %zmm30
	movq	-24(%rsp), %r12
	vaddps	%zmm31, %zmm16, %zmm16
	vmulps	(%r12,%r14){1to16}, %zmm0, %zmm31
	movq	-32(%rsp), %r12
	vaddps	%zmm30, %zmm17, %zmm17
	vmulps	(%rdx,%r14){1to16}, %zmm0, %zmm30
	movq	-104(%rsp), %rdx
	vaddps	%zmm31, %zmm18, %zmm18
	vmulps	(%rdx,%r14){1to16}, %zmm0, %zmm31
	movq	-112(%rsp), %rdx
	vaddps	%zmm30, %zmm19, %zmm19
	vmulps	(%rdx,%r14){1to16}, %zmm0, %zmm30
	movq	-120(%rsp), %rdx
	vaddps	%zmm31, %zmm20, %zmm20
	vmulps	(%rdx,%r14){1to16}, %zmm0, %zmm31
	movq	-72(%rsp), %rdx
	vaddps	%zmm30, %zmm21, %zmm21
	vmulps	(%rdx,%r14){1to16}, %zmm0, %zmm30
	movq	2112(%rsp), %rdx
	vmulps	(%r12,%r14){1to16}, %zmm0, %zmm0
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm28
	movq	2176(%rsp), %rdx
	vaddps	%zmm31, %zmm22, %zmm22
	vaddps	%zmm30, %zmm23, %zmm23
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm30
	movq	2240(%rsp), %rdx
	vaddps	%zmm0, %zmm24, %zmm0
	vaddps	%zmm28, %zmm1, %zmm1
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm28
	movq	2304(%rsp), %rdx
	vaddps	%zmm30, %zmm2, %zmm2
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm30
	movq	2368(%rsp), %rdx
	vaddps	%zmm28, %zmm3, %zmm3
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm28
	movq	272(%rsp), %rdx
	vaddps	%zmm30, %zmm4, %zmm4
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm30
	movq	2048(%rsp), %rdx
	vaddps	%zmm28, %zmm5, %zmm5
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm28
	movq	1984(%rsp), %rdx
	vaddps	%zmm30, %zmm6, %zmm6
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm30
	movq	1920(%rsp), %rdx
	vaddps	%zmm28, %zmm7, %zmm7
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm28
	movq	1856(%rsp), %rdx
	vaddps	%zmm30, %zmm8, %zmm8
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm30
	movq	1792(%rsp), %rdx
	vaddps	%zmm28, %zmm9, %zmm9
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm28
	movq	1728(%rsp), %rdx
	vaddps	%zmm30, %zmm10, %zmm10
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm30
	movq	1664(%rsp), %rdx
	vaddps	%zmm28, %zmm11, %zmm11
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm28
	movq	1600(%rsp), %rdx
	vaddps	%zmm30, %zmm12, %zmm12
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm30
	movq	1536(%rsp), %rdx
	vaddps	%zmm28, %zmm13, %zmm13
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm28
	movq	1472(%rsp), %rdx
	vaddps	%zmm30, %zmm14, %zmm14
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm30
	movq	264(%rsp), %rdx
	vaddps	%zmm28, %zmm15, %zmm15
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm28
	movq	256(%rsp), %rdx
	vaddps	%zmm30, %zmm16, %zmm16
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm30
	movq	1408(%rsp), %rdx
	vaddps	%zmm28, %zmm17, %zmm17
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm28
	movq	248(%rsp), %rdx
	vaddps	%zmm30, %zmm18, %zmm18
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm30
	movq	1344(%rsp), %rdx
	vaddps	%zmm28, %zmm19, %zmm19
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm28
	movq	640(%rsp), %rdx
	vaddps	%zmm30, %zmm20, %zmm20
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm30
	movq	632(%rsp), %rdx
	vaddps	%zmm28, %zmm21, %zmm21
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm28
	movq	440(%rsp), %rdx
	vmulps	(%rdx,%r14){1to16}, %zmm27, %zmm27
	movq	624(%rsp), %rdx
	vaddps	%zmm30, %zmm22, %zmm22
	vaddps	%zmm28, %zmm23, %zmm23
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm28
	movq	616(%rsp), %rdx
	vaddps	%zmm27, %zmm0, %zmm0
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm27
	movq	608(%rsp), %rdx
	vaddps	%zmm28, %zmm1, %zmm1
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm28
	movq	600(%rsp), %rdx
	vaddps	%zmm27, %zmm2, %zmm2
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm27
	movq	592(%rsp), %rdx
	vaddps	%zmm28, %zmm3, %zmm3
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm28
	movq	584(%rsp), %rdx
	vaddps	%zmm27, %zmm4, %zmm4
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm27
	movq	576(%rsp), %rdx
	vaddps	%zmm28, %zmm5, %zmm5
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm28
	movq	568(%rsp), %rdx
	vaddps	%zmm27, %zmm6, %zmm6
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm27
	movq	560(%rsp), %rdx
	vaddps	%zmm28, %zmm7, %zmm7
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm28
	movq	552(%rsp), %rdx
	vaddps	%zmm27, %zmm8, %zmm8
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm27
	movq	544(%rsp), %rdx
	vaddps	%zmm28, %zmm9, %zmm9
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm28
	movq	536(%rsp), %rdx
	vaddps	%zmm27, %zmm10, %zmm10
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm27
	movq	528(%rsp), %rdx
	vaddps	%zmm28, %zmm11, %zmm11
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm28
	movq	520(%rsp), %rdx
	vaddps	%zmm27, %zmm12, %zmm12
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm27
	movq	512(%rsp), %rdx
	vaddps	%zmm28, %zmm13, %zmm13
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm28
	movq	504(%rsp), %rdx
	vaddps	%zmm27, %zmm14, %zmm14
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm27
	movq	496(%rsp), %rdx
	vaddps	%zmm28, %zmm15, %zmm15
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm28
	movq	488(%rsp), %rdx
	vaddps	%zmm27, %zmm16, %zmm16
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm27
	movq	480(%rsp), %rdx
	vaddps	%zmm28, %zmm17, %zmm17
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm28
	movq	472(%rsp), %rdx
	vaddps	%zmm27, %zmm18, %zmm18
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm27
	movq	464(%rsp), %rdx
	vaddps	%zmm28, %zmm19, %zmm19
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm28
	movq	456(%rsp), %rdx
	vaddps	%zmm27, %zmm20, %zmm20
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm27
	movq	448(%rsp), %rdx
	vaddps	%zmm28, %zmm21, %zmm21
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm28
	movq	232(%rsp), %rdx
	vaddps	%zmm27, %zmm22, %zmm22
	vmulps	(%rdx,%r14){1to16}, %zmm26, %zmm27
	movq	88(%rsp), %rdx
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm26
	movq	96(%rsp), %rdx
	vaddps	%zmm28, %zmm23, %zmm23
	vaddps	%zmm27, %zmm0, %zmm0
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm27
	movq	1136(%rsp), %rdx
	vaddps	%zmm26, %zmm1, %zmm1
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm26
	movq	1264(%rsp), %rdx
	vaddps	%zmm27, %zmm2, %zmm2
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm27
	movq	1200(%rsp), %rdx
	vaddps	%zmm26, %zmm3, %zmm3
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm26
	movq	200(%rsp), %rdx
	vaddps	%zmm27, %zmm4, %zmm4
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm27
	movq	416(%rsp), %rdx
	vaddps	%zmm26, %zmm5, %zmm5
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm26
	movq	408(%rsp), %rdx
	vaddps	%zmm27, %zmm6, %zmm6
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm27
	movq	400(%rsp), %rdx
	vaddps	%zmm26, %zmm7, %zmm7
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm26
	movq	392(%rsp), %rdx
	vaddps	%zmm27, %zmm8, %zmm8
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm27
	movq	384(%rsp), %rdx
	vaddps	%zmm26, %zmm9, %zmm9
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm26
	movq	376(%rsp), %rdx
	vaddps	%zmm27, %zmm10, %zmm10
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm27
	movq	368(%rsp), %rdx
	vaddps	%zmm26, %zmm11, %zmm11
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm26
	movq	360(%rsp), %rdx
	vaddps	%zmm27, %zmm12, %zmm12
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm27
	movq	352(%rsp), %rdx
	vaddps	%zmm26, %zmm13, %zmm13
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm26
	movq	344(%rsp), %rdx
	vaddps	%zmm27, %zmm14, %zmm14
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm27
	movq	336(%rsp), %rdx
	vaddps	%zmm26, %zmm15, %zmm15
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm26
	movq	328(%rsp), %rdx
	vaddps	%zmm27, %zmm16, %zmm16
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm27
	movq	320(%rsp), %rdx
	vaddps	%zmm26, %zmm17, %zmm17
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm26
	movq	312(%rsp), %rdx
	vaddps	%zmm27, %zmm18, %zmm18
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm27
	movq	304(%rsp), %rdx
	vaddps	%zmm26, %zmm19, %zmm19
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm26
	movq	296(%rsp), %rdx
	vaddps	%zmm27, %zmm20, %zmm20
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm27
	movq	288(%rsp), %rdx
	vaddps	%zmm26, %zmm21, %zmm21
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm26
	movq	56(%rsp), %rdx
	vmulps	(%rdx,%r14){1to16}, %zmm25, %zmm25
	addq	280(%rsp), %r14
	vaddps	%zmm27, %zmm22, %zmm22
	vaddps	%zmm26, %zmm23, %zmm23
	vaddps	%zmm25, %zmm0, %zmm24
	cmpq	1072(%rsp), %rbx
	jl	.LBB5_32
	jmp	.LBB5_17
.LBB5_8:
	leaq	-1(%rcx), %rdx
	xorl	%r12d, %r12d
	testq	%rcx, %rcx
	movl	$1, %eax
	movl	$4, %r11d
	movl	$5, %edi
	movl	$6, %esi
	movl	$7, %r10d
	movabsq	$.LCPI5_0, %r15
	movl	$21, %ebp
	movq	%r8, 208(%rsp)
	vxorps	%xmm25, %xmm25, %xmm25
	cmovleq	%rdx, %r12
	cmpq	$2, %rcx
	movq	%rdx, 224(%rsp)
	cmovlq	%rdx, %rax
	movq	%rax, %rbx
	movq	%rax, 112(%rsp)
	movl	$2, %eax
	cmovleq	%rdx, %rax
	cmpq	$4, %rcx
	movq	%rax, %r9
	movl	$3, %eax
	cmovleq	%rdx, %r11
	cmovlq	%rdx, %rax
	cmpq	$6, %rcx
	movq	%r11, 104(%rsp)
	movq	%rax, %r13
	cmovlq	%rdx, %rdi
	cmovleq	%rdx, %rsi
	cmpq	$8, %rcx
	movl	$8, %eax
	cmovleq	%rdx, %rax
	cmovlq	%rdx, %r10
	cmpq	$10, %rcx
	movq	%rdi, 160(%rsp)
	movq	%rsi, 152(%rsp)
	movq	%rax, 16(%rsp)
	movl	$9, %eax
	cmovlq	%rdx, %rax
	movq	%rax, 144(%rsp)
	movl	$10, %eax
	cmovleq	%rdx, %rax
	cmpq	$12, %rcx
	movq	%rax, 72(%rsp)
	movl	$11, %eax
	cmovlq	%rdx, %rax
	movq	%rax, 64(%rsp)
	movl	$12, %eax
	cmovleq	%rdx, %rax
	cmpq	$14, %rcx
	movq	%rax, 80(%rsp)
	movq	2592(%rsp), %rax
	vpbroadcastd	%eax, %zmm0
	movl	$14, %eax
	vpcmpgtd	(%r15), %zmm0, %k1
	movl	$13, %r15d
	cmovleq	%rdx, %rax
	cmovlq	%rdx, %r15
	cmpq	$16, %rcx
	vmovdqu64	%zmm0, 2432(%rsp)
	movq	%rax, 136(%rsp)
	movl	$15, %eax
	movq	%r15, 128(%rsp)
	cmovlq	%rdx, %rax
	movq	%rax, 8(%rsp)
	movl	$16, %eax
	cmovleq	%rdx, %rax
	cmpq	$18, %rcx
	movq	%rax, (%rsp)
	movl	$17, %eax
	cmovlq	%rdx, %rax
	movq	%rax, -8(%rsp)
	movl	$18, %eax
	cmovleq	%rdx, %rax
	cmpq	$20, %rcx
	movq	%rax, -16(%rsp)
	movl	$19, %eax
	cmovlq	%rdx, %rax
	movq	%rax, 48(%rsp)
	movl	$20, %eax
	cmovleq	%rdx, %rax
	cmpq	$22, %rcx
	movq	%rax, 40(%rsp)
	movl	$22, %eax
	cmovlq	%rdx, %rbp
	cmovleq	%rdx, %rax
	cmpq	$24, %rcx
	movq	%r12, %rcx
	movq	%rbp, 120(%rsp)
	movq	%rax, 32(%rsp)
	movl	$23, %eax
	cmovlq	%rdx, %rax
	imulq	%r8, %rcx
	movq	%rbx, %rdx
	imulq	%r8, %rdx
	movq	%r9, %rbx
	imulq	%r8, %rsi
	imulq	%r8, %r15
	imulq	%r8, %rbp
	movq	%rax, 24(%rsp)
	movq	%rcx, 816(%rsp)
	movq	%r9, %rcx
	imulq	%r8, %rcx
	movq	%rdx, 672(%rsp)
	movq	%r13, %rdx
	imulq	%r8, %rdx
	movq	%r13, %r9
	movq	%r11, %r13
	movq	%rdi, %r11
	movq	144(%rsp), %rdi
	movq	%rsi, 752(%rsp)
	movq	%r15, -48(%rsp)
	movq	8(%rsp), %r15
	movq	%rbp, -112(%rsp)
	movq	32(%rsp), %rbp
	imulq	%r8, %r13
	imulq	%r8, %r11
	movq	%rcx, 880(%rsp)
	movq	%r10, %rcx
	imulq	%r8, %rcx
	movq	%rdx, 56(%rsp)
	movq	%rdi, %rsi
	imulq	%r8, %rsi
	imulq	%r8, %r15
	imulq	%r8, %rbp
	movq	%rcx, 88(%rsp)
	movq	16(%rsp), %rcx
	movq	%rsi, -64(%rsp)
	movq	72(%rsp), %rsi
	movq	%r15, 1008(%rsp)
	movq	%rbp, -120(%rsp)
	movq	%rcx, %rdx
	imulq	%r8, %rdx
	movq	%rsi, %rax
	imulq	%r8, %rax
	movq	%rdx, -80(%rsp)
	movq	80(%rsp), %rdx
	movq	%rax, -40(%rsp)
	movq	64(%rsp), %rax
	imulq	%r8, %rdx
	imulq	%r8, %rax
	movq	%rdx, -72(%rsp)
	movq	136(%rsp), %rdx
	movq	%rax, 96(%rsp)
	movq	-8(%rsp), %rax
	imulq	%r8, %rdx
	imulq	%r8, %rax
	movq	%rdx, -24(%rsp)
	movq	(%rsp), %rdx
	movq	%rax, 944(%rsp)
	movq	-16(%rsp), %rax
	imulq	%r8, %rdx
	imulq	%r8, %rax
	movq	%rdx, -32(%rsp)
	movq	24(%rsp), %rdx
	movq	%rax, -88(%rsp)
	movq	48(%rsp), %rax
	imulq	%r8, %rdx
	imulq	%r8, %rax
	movq	%rdx, -56(%rsp)
	movq	2584(%rsp), %rdx
	movq	%rax, -96(%rsp)
	movq	40(%rsp), %rax
	imulq	%rdx, %rsi
	imulq	%rdx, %r12
	imulq	%rdx, %rbx
	imulq	%rdx, %r9
	imulq	%rdx, %rcx
	imulq	%rdx, %rdi
	imulq	%rdx, %r10
	imulq	%r8, %rax
	movq	80(%rsp), %r8
	movq	%rsi, 72(%rsp)
	movq	128(%rsp), %rsi
	movq	%r12, 192(%rsp)
	movq	112(%rsp), %r12
	movq	%rbx, 184(%rsp)
	movq	152(%rsp), %rbx
	movq	%r9, 216(%rsp)
	movq	160(%rsp), %r9
	movq	%rcx, 16(%rsp)
	movq	64(%rsp), %rcx
	movq	%r10, 240(%rsp)
	vmovups	(%rdi,%r14), %zmm10 {%k1} {z}
	movq	%rdi, 144(%rsp)
	movq	%rax, -104(%rsp)
	movq	104(%rsp), %rax
	imulq	%rdx, %r8
	imulq	%rdx, %rsi
	imulq	%rdx, %r12
	imulq	%rdx, %r9
	imulq	%rdx, %rbx
	imulq	%rdx, %rcx
	imulq	%rdx, %rax
	vmovups	(%r8,%r14), %zmm26 {%k1} {z}
	movq	%r8, 80(%rsp)
	movq	%rsi, 128(%rsp)
	movq	136(%rsp), %rsi
	movq	%rcx, 64(%rsp)
	vmovups	(%rcx,%r14), %zmm12 {%k1} {z}
	vmovups	(%r12,%r14), %zmm2 {%k1} {z}
	vmovups	(%r9,%r14), %zmm6 {%k1} {z}
	vmovups	(%rbx,%r14), %zmm7 {%k1} {z}
	movq	%r12, 112(%rsp)
	movq	%r9, 160(%rsp)
	movq	%rbx, 152(%rsp)
	vmovups	(%rax,%r14), %zmm5 {%k1} {z}
	movq	%rax, 104(%rsp)
	imulq	%rdx, %rsi
	movq	%rsi, 136(%rsp)
	movq	8(%rsp), %rsi
	vaddps	%zmm25, %zmm2, %zmm23
	vaddps	%zmm25, %zmm6, %zmm19
	vaddps	%zmm25, %zmm7, %zmm18
	movq	136(%rsp), %rcx
	vaddps	%zmm25, %zmm5, %zmm20
	imulq	%rdx, %rsi
	vmovups	(%rcx,%r14), %zmm28 {%k1} {z}
	movq	%rsi, 8(%rsp)
	movq	(%rsp), %rsi
	imulq	%rdx, %rsi
	movq	%rsi, (%rsp)
	movq	-8(%rsp), %rsi
	movq	(%rsp), %rcx
	imulq	%rdx, %rsi
	vmovups	(%rcx,%r14), %zmm30 {%k1} {z}
	movq	%rsi, -8(%rsp)
	movq	-16(%rsp), %rsi
	imulq	%rdx, %rsi
	movq	%rsi, -16(%rsp)
	movq	48(%rsp), %rsi
	movq	-16(%rsp), %rcx
	imulq	%rdx, %rsi
	vmovups	(%rcx,%r14), %zmm0 {%k1} {z}
	movq	%rsi, 48(%rsp)
	movq	40(%rsp), %rsi
	imulq	%rdx, %rsi
	vaddps	%zmm25, %zmm0, %zmm6
	movq	%rsi, 40(%rsp)
	movq	120(%rsp), %rsi
	movq	40(%rsp), %rcx
	imulq	%rdx, %rsi
	vmovups	(%rcx,%r14), %zmm14 {%k1} {z}
	movq	2600(%rsp), %rcx
	movq	%rsi, 120(%rsp)
	movq	32(%rsp), %rsi
	movq	120(%rsp), %rax
	imulq	%rdx, %rsi
	vmovups	(%rax,%r14), %zmm15 {%k1} {z}
	vmovups	%zmm14, 1072(%rsp)
	movq	%rsi, 32(%rsp)
	movq	24(%rsp), %rsi
	movq	32(%rsp), %rax
	imulq	%rdx, %rsi
	movq	192(%rsp), %rdx
	testq	%rcx, %rcx
	vmovups	(%rax,%r14), %zmm16 {%k1} {z}
	vmovups	%zmm15, 1136(%rsp)
	movq	%rsi, 24(%rsp)
	movq	240(%rsp), %rsi
	movq	24(%rsp), %rax
	vmovups	(%rdx,%r14), %zmm13 {%k1} {z}
	movq	184(%rsp), %rdx
	vmovups	(%rsi,%r14), %zmm8 {%k1} {z}
	movq	72(%rsp), %rsi
	vmovups	(%rax,%r14), %zmm15 {%k1} {z}
	vmovups	%zmm16, 1264(%rsp)
	leaq	3(%rcx), %rax
	vmovups	(%rdx,%r14), %zmm3 {%k1} {z}
	movq	216(%rsp), %rdx
	vaddps	1264(%rsp), %zmm25, %zmm2
	cmovnsq	%rcx, %rax
	andq	$-4, %rax
	vmovups	(%rsi,%r14), %zmm11 {%k1} {z}
	vaddps	%zmm25, %zmm13, %zmm24
	vaddps	%zmm25, %zmm12, %zmm13
	vaddps	%zmm25, %zmm26, %zmm12
	vmovups	(%rdx,%r14), %zmm4 {%k1} {z}
	movq	16(%rsp), %rdx
	vaddps	%zmm25, %zmm8, %zmm17
	vaddps	%zmm25, %zmm30, %zmm8
	vmovups	%zmm15, 1200(%rsp)
	vaddps	%zmm25, %zmm10, %zmm15
	vaddps	%zmm25, %zmm28, %zmm10
	vaddps	%zmm25, %zmm3, %zmm22
	vaddps	1136(%rsp), %zmm25, %zmm3
	vmovups	(%rdx,%r14), %zmm9 {%k1} {z}
	movq	128(%rsp), %rdx
	vaddps	%zmm25, %zmm11, %zmm14
	vaddps	%zmm25, %zmm4, %zmm21
	vaddps	1072(%rsp), %zmm25, %zmm4
	movq	%rax, 1072(%rsp)
	vmovups	(%rdx,%r14), %zmm27 {%k1} {z}
	movq	8(%rsp), %rdx
	vaddps	%zmm25, %zmm9, %zmm16
	vmovups	(%rdx,%r14), %zmm29 {%k1} {z}
	movq	-8(%rsp), %rdx
	vaddps	%zmm25, %zmm27, %zmm11
	vmovups	(%rdx,%r14), %zmm31 {%k1} {z}
	movq	48(%rsp), %rdx
	vaddps	%zmm25, %zmm29, %zmm9
	vmovups	(%rdx,%r14), %zmm1 {%k1} {z}
	vaddps	%zmm25, %zmm31, %zmm7
	vaddps	%zmm25, %zmm1, %zmm5
	vaddps	1200(%rsp), %zmm25, %zmm1
	jle	.LBB5_9
	movq	424(%rsp), %r9
	movq	880(%rsp), %rbx
	movq	816(%rsp), %r8
	movq	672(%rsp), %rdx
	movq	56(%rsp), %r12
	movq	-80(%rsp), %r10
	movq	-56(%rsp), %r14
	movq	-48(%rsp), %r15
	leaq	(%r9,%r9,2), %rax
	leaq	(%rbx,%rax), %rsi
	leaq	(%r8,%rax), %rcx
	movq	%rsi, 200(%rsp)
	leaq	(%r13,%rax), %rsi
	movq	%rcx, 1264(%rsp)
	leaq	(%rdx,%rax), %rcx
	leaq	(%r12,%rax), %rdx
	movq	%rsi, 408(%rsp)
	movq	752(%rsp), %rsi
	movq	%rdx, 416(%rsp)
	leaq	(%r11,%rax), %rdx
	movq	%rcx, 1200(%rsp)
	leaq	(%r10,%rax), %rcx
	movq	-40(%rsp), %r10
	movq	%rdx, 400(%rsp)
	movq	%rcx, 376(%rsp)
	leaq	(%rsi,%rax), %rdi
	movq	%rdi, 392(%rsp)
	movq	88(%rsp), %rdi
	leaq	(%rdi,%rax), %rdx
	movq	%rdx, 384(%rsp)
	movq	-64(%rsp), %rdx
	leaq	(%rdx,%rax), %rcx
	movq	96(%rsp), %rdx
	movq	%rcx, 368(%rsp)
	leaq	(%r10,%rax), %rcx
	movq	-72(%rsp), %r10
	movq	%rcx, 360(%rsp)
	leaq	(%rdx,%rax), %rcx
	movq	-48(%rsp), %rdx
	movq	%rcx, 352(%rsp)
	leaq	(%r10,%rax), %rcx
	movq	-24(%rsp), %r10
	movq	%rcx, 344(%rsp)
	leaq	(%rdx,%rax), %rcx
	movq	%rcx, 336(%rsp)
	leaq	(%r10,%rax), %rcx
	movq	1008(%rsp), %r10
	movq	%rcx, 328(%rsp)
	leaq	(%r10,%rax), %rdx
	movq	-32(%rsp), %r10
	movq	%rdx, 320(%rsp)
	movq	944(%rsp), %rdx
	leaq	(%r10,%rax), %rcx
	movq	-104(%rsp), %r10
	movq	%rcx, 312(%rsp)
	leaq	(%rdx,%rax), %rcx
	movq	-88(%rsp), %rdx
	movq	%rcx, 304(%rsp)
	movq	%rsi, %rcx
	leaq	(%r9,%rcx), %rcx
	movq	%rcx, 1920(%rsp)
	movq	-80(%rsp), %rcx
	leaq	(%r10,%rax), %r10
	leaq	(%rdx,%rax), %rsi
	movq	-96(%rsp), %rdx
	movq	%r10, 280(%rsp)
	movq	%rsi, 296(%rsp)
	movq	%rdi, %rsi
	leaq	(%rdx,%rax), %rdi
	movq	-112(%rsp), %rdx
	movq	%rdi, 288(%rsp)
	leaq	(%r9,%r13), %rdi
	movq	%rdi, 2240(%rsp)
	movq	%r12, %rdi
	leaq	(%rdx,%rax), %r10
	movq	-120(%rsp), %rdx
	movq	%r10, 272(%rsp)
	leaq	(%rdx,%rax), %r10
	addq	%r14, %rax
	leaq	(%r9,%r11), %rdx
	movq	%rax, 1136(%rsp)
	movq	672(%rsp), %rax
	movq	%rdx, 2304(%rsp)
	leaq	(%r9,%r12), %rdx
	movq	%r10, 2368(%rsp)
	leaq	(%r9,%rbx), %r10
	leaq	(%r9,%r15), %r12
	movq	%rdx, 2176(%rsp)
	leaq	(%r9,%r8), %rdx
	movq	%r12, 1472(%rsp)
	movq	-24(%rsp), %r12
	movq	%r10, 2112(%rsp)
	movq	%rdx, 1984(%rsp)
	leaq	(%r9,%rax), %rax
	movq	%rax, 2048(%rsp)
	leaq	(%r9,%rsi), %rax
	movq	-64(%rsp), %rsi
	movq	%rax, 1856(%rsp)
	leaq	(%r9,%rcx), %rax
	leaq	(%rcx,%r9,2), %rcx
	movq	%rax, 1792(%rsp)
	movq	%rcx, 544(%rsp)
	leaq	(%r9,%rsi), %rdx
	leaq	(%rsi,%r9,2), %rsi
	movq	%rdx, 1728(%rsp)
	movq	-40(%rsp), %rdx
	movq	%rsi, 536(%rsp)
	movq	-80(%rsp), %rsi
	leaq	(%r9,%rdx), %r8
	leaq	(%rdx,%r9,2), %rcx
	movq	%r8, 1664(%rsp)
	movq	96(%rsp), %r8
	movq	%rcx, 528(%rsp)
	leaq	(%r9,%r8), %rbx
	leaq	(%r8,%r9,2), %rdx
	movq	%rbx, 1600(%rsp)
	movq	-72(%rsp), %rbx
	movq	%rdx, 520(%rsp)
	leaq	(%r15,%r9,2), %rdx
	movq	%rdx, 504(%rsp)
	movq	1008(%rsp), %rdx
	leaq	(%r9,%rbx), %r10
	leaq	(%rbx,%r9,2), %rcx
	xorl	%ebx, %ebx
	movq	%r10, 1536(%rsp)
	leaq	(%r9,%r12), %r10
	movq	%r10, 264(%rsp)
	movq	1008(%rsp), %r10
	movq	%rcx, 512(%rsp)
	leaq	(%r12,%r9,2), %rcx
	movq	56(%rsp), %r12
	leaq	(%rdx,%r9,2), %rdx
	movq	%rcx, 496(%rsp)
	movq	%rdx, 488(%rsp)
	movq	944(%rsp), %rdx
	leaq	(%r9,%r10), %rbp
	movq	-120(%rsp), %r10
	movq	%rbp, 256(%rsp)
	movq	-32(%rsp), %rbp
	leaq	(%r9,%rbp), %rax
	leaq	(%rbp,%r9,2), %rcx
	movq	%rax, 1408(%rsp)
	movq	944(%rsp), %rax
	movq	%rcx, 480(%rsp)
	movq	-88(%rsp), %rcx
	leaq	(%r9,%rax), %rax
	movq	%rax, 248(%rsp)
	movq	-88(%rsp), %rax
	leaq	(%r9,%rax), %rax
	movq	%rax, 1344(%rsp)
	movq	-96(%rsp), %rax
	leaq	(%r9,%rax), %rax
	movq	%rax, 640(%rsp)
	movq	-104(%rsp), %rax
	leaq	(%r9,%rax), %rax
	movq	%rax, 632(%rsp)
	movq	-112(%rsp), %rax
	leaq	(%r9,%rax), %rax
	movq	%rax, 624(%rsp)
	leaq	(%r9,%r10), %rax
	leaq	(%rdi,%r9,2), %r10
	leaq	(%r13,%r9,2), %rdi
	movq	%rax, 616(%rsp)
	movq	816(%rsp), %rax
	movq	%rdi, 576(%rsp)
	movq	752(%rsp), %rdi
	movq	%r10, 584(%rsp)
	leaq	(%r11,%r9,2), %r10
	movq	%r10, 568(%rsp)
	leaq	(%rax,%r9,2), %rax
	movq	%rax, 608(%rsp)
	movq	672(%rsp), %rax
	leaq	(%rax,%r9,2), %rax
	movq	%rax, 600(%rsp)
	movq	880(%rsp), %rax
	leaq	(%rax,%r9,2), %rax
	movq	%rax, 592(%rsp)
	leaq	(%rdi,%r9,2), %rax
	movq	88(%rsp), %rdi
	movq	%rax, 560(%rsp)
	leaq	(%rdx,%r9,2), %rax
	movq	-96(%rsp), %rdx
	movq	%rax, 472(%rsp)
	leaq	(%rcx,%r9,2), %rax
	movq	-104(%rsp), %rcx
	leaq	(%rdi,%r9,2), %r10
	movq	%rax, 464(%rsp)
	leaq	(%rdx,%r9,2), %rax
	movq	-112(%rsp), %rdx
	movq	%r10, 552(%rsp)
	movq	%r8, %r10
	movq	2568(%rsp), %r8
	movq	%rax, 456(%rsp)
	leaq	(%rcx,%r9,2), %rax
	movq	-120(%rsp), %rcx
	movq	%rax, 448(%rsp)
	leaq	(%rdx,%r9,2), %rax
	leaq	(%r9,%r14), %rdx
	movq	%rdx, 176(%rsp)
	movq	%r10, %rdx
	movq	%rax, 440(%rsp)
	leaq	(%rcx,%r9,2), %rax
	leaq	(%r14,%r9,2), %rcx
	movq	432(%rsp), %r14
	movq	%rax, 232(%rsp)
	movq	%rcx, 168(%rsp)
	movq	%rdi, %rcx
	movq	-64(%rsp), %rdi
	movq	-40(%rsp), %rax
	.p2align	4
.LBB5_30:
	movq	752(%rsp), %rbp
	vmovups	(%r8), %zmm0
	movq	%rdx, %r15
	movq	%r11, %rdx
	movq	%r13, %r11
	movq	%r12, %r13
	movq	672(%rsp), %r12
	movq	816(%rsp), %r10
	vmovups	64(%r8), %zmm27
	vmovups	128(%r8), %zmm26
	vmovups	192(%r8), %zmm25
	addq	$4, %rbx
	addq	$256, %r8
	vfmadd231ps	(%r15,%r14){1to16}, %zmm0, %zmm13
	vfmadd231ps	(%rcx,%r14){1to16}, %zmm0, %zmm17
	vfmadd231ps	(%rsi,%r14){1to16}, %zmm0, %zmm16
	vfmadd231ps	(%rdi,%r14){1to16}, %zmm0, %zmm15
	vfmadd231ps	(%rax,%r14){1to16}, %zmm0, %zmm14
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm0, %zmm18
	movq	-32(%rsp), %rbp
	vfmadd231ps	(%r12,%r14){1to16}, %zmm0, %zmm23
	movq	880(%rsp), %r12
	vfmadd231ps	(%r10,%r14){1to16}, %zmm0, %zmm24
	leaq	(,%r9,4), %r10
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm0, %zmm8
	movq	944(%rsp), %rbp
	vfmadd231ps	(%r12,%r14){1to16}, %zmm0, %zmm22
	movq	%r13, %r12
	movq	%r11, %r13
	movq	%rdx, %r11
	movq	%r15, %rdx
	movq	-72(%rsp), %r15
	vfmadd231ps	(%r12,%r14){1to16}, %zmm0, %zmm21
	vfmadd231ps	(%r13,%r14){1to16}, %zmm0, %zmm20
	vfmadd231ps	(%r11,%r14){1to16}, %zmm0, %zmm19
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm0, %zmm7
	movq	-88(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm0, %zmm12
	movq	-48(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm0, %zmm6
	movq	-96(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm0, %zmm11
	movq	-24(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm0, %zmm5
	movq	-104(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm0, %zmm10
	movq	1008(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm0, %zmm4
	movq	-112(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm0, %zmm9
	movq	-56(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm0, %zmm3
	movq	-120(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm0, %zmm1
	movq	2048(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm0, %zmm2
	movq	1984(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm27, %zmm23
	movq	2176(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm27, %zmm24
	movq	2112(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm27, %zmm21
	movq	2304(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm27, %zmm22
	movq	2240(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm27, %zmm19
	movq	1856(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm27, %zmm20
	movq	1920(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm27, %zmm17
	movq	1728(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm27, %zmm18
	movq	1792(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm27, %zmm15
	movq	1600(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm27, %zmm16
	movq	1664(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm27, %zmm13
	movq	1472(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm27, %zmm14
	movq	1536(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm27, %zmm11
	movq	256(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm27, %zmm12
	movq	264(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm27, %zmm9
	movq	248(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm27, %zmm10
	movq	1408(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm27, %zmm7
	movq	640(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm27, %zmm8
	movq	1344(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm27, %zmm5
	movq	624(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm27, %zmm6
	movq	632(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm27, %zmm3
	movq	176(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm27, %zmm4
	movq	616(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm27, %zmm1
	movq	600(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm27, %zmm2
	movq	608(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm26, %zmm23
	movq	584(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm26, %zmm24
	movq	592(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm26, %zmm21
	movq	568(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm26, %zmm22
	movq	576(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm26, %zmm19
	movq	552(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm26, %zmm20
	movq	560(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm26, %zmm17
	movq	536(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm26, %zmm18
	movq	544(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm26, %zmm15
	movq	520(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm26, %zmm16
	movq	528(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm26, %zmm13
	movq	504(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm26, %zmm14
	movq	512(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm26, %zmm11
	movq	488(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm26, %zmm12
	movq	496(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm26, %zmm9
	movq	472(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm26, %zmm10
	movq	480(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm26, %zmm7
	movq	456(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm26, %zmm8
	movq	464(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm26, %zmm5
	movq	440(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm26, %zmm6
	movq	448(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm26, %zmm3
	movq	168(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm26, %zmm4
	movq	232(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm26, %zmm1
	movq	1200(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm26, %zmm2
	movq	1264(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm25, %zmm23
	movq	416(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm25, %zmm24
	movq	200(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm25, %zmm21
	movq	400(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm25, %zmm22
	movq	408(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm25, %zmm19
	movq	384(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm25, %zmm20
	movq	392(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm25, %zmm17
	movq	368(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm25, %zmm18
	movq	376(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm25, %zmm15
	movq	352(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm25, %zmm16
	movq	360(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm25, %zmm13
	movq	336(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm25, %zmm14
	movq	344(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm25, %zmm11
	movq	320(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm25, %zmm12
	movq	328(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm25, %zmm9
	movq	304(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm25, %zmm10
	movq	312(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm25, %zmm7
	movq	288(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm25, %zmm8
	movq	296(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm25, %zmm5
	movq	272(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm25, %zmm6
	movq	280(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm25, %zmm3
	movq	1136(%rsp), %r15
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm25, %zmm4
	movq	2368(%rsp), %rbp
	vfmadd231ps	(%r15,%r14){1to16}, %zmm25, %zmm1
	vfmadd231ps	(%rbp,%r14){1to16}, %zmm25, %zmm2
	addq	%r10, %r14
	cmpq	1072(%rsp), %rbx
	jl	.LBB5_30
	jmp	.LBB5_10
.LBB5_3:
	movq	2600(%rsp), %rsi
	movq	2592(%rsp), %rdx
	leaq	3(%rsi), %r9
	testq	%rsi, %rsi
	vpbroadcastd	%edx, %zmm29
	cmovnsq	%rsi, %r9
	andq	$-4, %r9
.LBB5_4:
	xorl	%ebp, %ebp
	testq	%rcx, %rcx
	movl	$1, %edx
	movl	$6, %edi
	movl	$9, %r11d
	movl	$10, %r10d
	movl	$14, %r15d
	movl	$15, %ebx
	movl	$20, %r13d
	vxorps	%xmm24, %xmm24, %xmm24
	cmovleq	%rax, %rbp
	cmpq	$2, %rcx
	cmovlq	%rax, %rdx
	movq	%rdx, 8(%rsp)
	movl	$2, %edx
	cmovleq	%rax, %rdx
	cmpq	$4, %rcx
	movq	%rdx, (%rsp)
	movl	$3, %edx
	cmovlq	%rax, %rdx
	movq	%rdx, %rsi
	movq	%rdx, 72(%rsp)
	movl	$4, %edx
	cmovleq	%rax, %rdx
	cmpq	$6, %rcx
	movq	%rdx, 16(%rsp)
	movl	$5, %edx
	cmovleq	%rax, %rdi
	cmovlq	%rax, %rdx
	movq	%rdi, 32(%rsp)
	cmpq	$8, %rcx
	movl	$7, %edi
	cmovlq	%rax, %rdi
	movq	%rdx, 24(%rsp)
	movq	%rdx, %rdx
	movq	%rdi, 152(%rsp)
	movl	$8, %edi
	cmovleq	%rax, %rdi
	cmpq	$10, %rcx
	movq	%rdi, 40(%rsp)
	cmovlq	%rax, %r11
	cmovleq	%rax, %r10
	cmpq	$12, %rcx
	movl	$11, %edi
	cmovlq	%rax, %rdi
	movq	%r11, 160(%rsp)
	movq	%r10, 48(%rsp)
	movq	%rdi, 104(%rsp)
	movl	$12, %edi
	cmovleq	%rax, %rdi
	cmpq	$14, %rcx
	movq	%rdi, -16(%rsp)
	movl	$13, %edi
	cmovleq	%rax, %r15
	cmovlq	%rax, %rdi
	cmpq	$16, %rcx
	movq	%r15, 192(%rsp)
	movq	%rdi, 112(%rsp)
	movl	$16, %edi
	cmovlq	%rax, %rbx
	cmovleq	%rax, %rdi
	cmpq	$18, %rcx
	movq	%rbx, 224(%rsp)
	movq	%rdi, 128(%rsp)
	movl	$17, %edi
	cmovlq	%rax, %rdi
	movq	%rdi, 80(%rsp)
	movl	$18, %edi
	cmovleq	%rax, %rdi
	cmpq	$20, %rcx
	movq	%rdi, %r12
	movq	%rdi, 64(%rsp)
	movl	$19, %edi
	cmovleq	%rax, %r13
	cmovlq	%rax, %rdi
	cmpq	$22, %rcx
	movq	%r13, 216(%rsp)
	movq	%rdi, 144(%rsp)
	movl	$21, %edi
	cmovlq	%rax, %rdi
	movq	%rdi, 120(%rsp)
	movl	$22, %edi
	cmovleq	%rax, %rdi
	cmpq	$24, %rcx
	movl	$23, %ecx
	cmovlq	%rax, %rcx
	imulq	%r8, %rdx
	imulq	%r8, %r11
	movq	%rbp, %rax
	imulq	%r8, %rax
	movq	%rdi, 184(%rsp)
	movq	(%rsp), %rdi
	imulq	%r8, %rbx
	imulq	%r8, %r15
	imulq	%r8, %r13
	movq	%rcx, -8(%rsp)
	movq	8(%rsp), %rcx
	movq	%rdx, 136(%rsp)
	movq	32(%rsp), %rdx
	movq	%r11, 168(%rsp)
	movq	-16(%rsp), %r11
	movq	%rax, -24(%rsp)
	movq	%rbx, -104(%rsp)
	movq	128(%rsp), %rbx
	movq	%r15, -56(%rsp)
	movq	%r13, -64(%rsp)
	movq	120(%rsp), %r13
	imulq	%r8, %rdi
	imulq	%r8, %rcx
	movq	%rdx, %rax
	imulq	%r8, %rax
	imulq	%r8, %r11
	movq	%rbx, %r15
	movq	%rdi, 2432(%rsp)
	movq	%r10, %rdi
	imulq	%r8, %rdi
	imulq	%r8, %r15
	movq	104(%rsp), %r10
	imulq	%r8, %r13
	movq	%rcx, -40(%rsp)
	movq	%rsi, %rcx
	imulq	%r8, %rcx
	movq	%rax, 744(%rsp)
	movq	%r11, -32(%rsp)
	movq	112(%rsp), %r11
	movq	%rdi, 56(%rsp)
	movq	%r15, 1072(%rsp)
	movq	80(%rsp), %r15
	movq	%r13, -72(%rsp)
	movq	184(%rsp), %r13
	movq	%rcx, 232(%rsp)
	movq	16(%rsp), %rcx
	movq	%r11, %rdi
	imulq	%r8, %rdi
	movq	%rcx, %rsi
	imulq	%r8, %rsi
	movq	%rdi, -96(%rsp)
	movq	%r12, %rdi
	movq	144(%rsp), %r12
	imulq	%r8, %rdi
	movq	%rsi, 656(%rsp)
	movq	152(%rsp), %rsi
	movq	%rdi, -80(%rsp)
	movq	%r13, %rdi
	imulq	%r8, %rdi
	movq	%rsi, %rax
	imulq	%r8, %rax
	movq	%rdi, -48(%rsp)
	movq	24(%rsp), %rdi
	movq	%rax, 176(%rsp)
	movq	40(%rsp), %rax
	imulq	%r8, %rax
	movq	%rax, 648(%rsp)
	movq	%r10, %rax
	imulq	%r8, %rax
	movq	%rax, -88(%rsp)
	movq	%r15, %rax
	imulq	%r8, %rax
	movq	%rax, -112(%rsp)
	movq	%r12, %rax
	imulq	%r8, %rax
	imulq	-8(%rsp), %r8
	movq	%rax, -120(%rsp)
	movq	2584(%rsp), %rax
	movq	%r8, 208(%rsp)
	imulq	%rax, %rbp
	imulq	%rax, %rbx
	imulq	%rax, %rcx
	imulq	%rax, %rdx
	imulq	%rax, %r10
	imulq	%rax, %r15
	imulq	%rax, %r12
	imulq	%rax, %rdi
	imulq	%rax, %r11
	imulq	%rax, %rsi
	imulq	%rax, %r13
	movq	%rbp, 240(%rsp)
	movq	8(%rsp), %rbp
	movq	%rbx, 128(%rsp)
	movq	-8(%rsp), %rbx
	movq	%rcx, 16(%rsp)
	movq	%rdx, 32(%rsp)
	movq	48(%rsp), %rdx
	movq	%r10, 104(%rsp)
	movq	-16(%rsp), %r10
	movq	%r15, 80(%rsp)
	movq	%r12, %r15
	movq	120(%rsp), %r12
	movq	%rdi, 24(%rsp)
	movq	160(%rsp), %rdi
	movq	%r11, 112(%rsp)
	movq	224(%rsp), %r11
	movq	%r15, 144(%rsp)
	movq	%r13, 184(%rsp)
	imulq	%rax, %rbp
	imulq	%rax, %rbx
	imulq	%rax, %rdx
	imulq	%rax, %r10
	imulq	%rax, %r12
	imulq	%rax, %rdi
	imulq	%rax, %r11
	movq	%rbp, 8(%rsp)
	movq	(%rsp), %rbp
	movq	%rbx, -8(%rsp)
	movabsq	$.LCPI5_0, %rbx
	movq	%rdx, 48(%rsp)
	movq	64(%rsp), %rdx
	movq	%r10, -16(%rsp)
	movq	192(%rsp), %r10
	movq	%rdi, 160(%rsp)
	movq	%r11, 224(%rsp)
	movq	%r12, 120(%rsp)
	vpcmpgtd	(%rbx), %zmm29, %k1
	movq	8(%rsp), %rcx
	imulq	%rax, %rbp
	imulq	%rax, %rdx
	imulq	%rax, %r10
	movq	%rbp, (%rsp)
	movq	72(%rsp), %rbp
	movq	%rdx, 64(%rsp)
	movq	216(%rsp), %rdx
	vmovups	(%rcx,%r14), %zmm1 {%k1} {z}
	movq	(%rsp), %rbx
	vmovups	(%r12,%r14), %zmm2 {%k1} {z}
	vmovups	(%rdi,%r14), %zmm9 {%k1} {z}
	movq	112(%rsp), %rdi
	vmovups	(%r11,%r14), %zmm19 {%k1} {z}
	vmovups	(%r15,%r14), %zmm27 {%k1} {z}
	imulq	%rax, %rbp
	imulq	%rax, %rdx
	vmovups	(%rbx,%r14), %zmm13 {%k1} {z}
	movq	%rsi, %rbx
	movq	%r10, %rsi
	movq	24(%rsp), %r10
	vmovups	(%rsi,%r14), %zmm16 {%k1} {z}
	movq	%rsi, 192(%rsp)
	movq	128(%rsp), %rsi
	vmovups	(%rbx,%r14), %zmm7 {%k1} {z}
	vmovups	(%rdi,%r14), %zmm15 {%k1} {z}
	movq	%rbx, 152(%rsp)
	movq	%rbp, 72(%rsp)
	movq	40(%rsp), %rbp
	vmovups	(%rdx,%r14), %zmm29 {%k1} {z}
	movq	%rdx, 216(%rsp)
	movq	72(%rsp), %rcx
	vmovups	%zmm2, 880(%rsp)
	vmovups	(%r13,%r14), %zmm2 {%k1} {z}
	vaddps	%zmm24, %zmm9, %zmm31
	vaddps	%zmm24, %zmm19, %zmm19
	vmovups	(%r10,%r14), %zmm5 {%k1} {z}
	movq	32(%rsp), %r10
	vmovups	(%rsi,%r14), %zmm20 {%k1} {z}
	movq	64(%rsp), %rsi
	imulq	%rax, %rbp
	movq	240(%rsp), %rax
	vmovups	(%rcx,%r14), %zmm3 {%k1} {z}
	movq	16(%rsp), %rcx
	vaddps	%zmm24, %zmm13, %zmm22
	vaddps	%zmm24, %zmm7, %zmm23
	vaddps	%zmm24, %zmm15, %zmm30
	vaddps	%zmm24, %zmm16, %zmm28
	vmovups	(%r10,%r14), %zmm6 {%k1} {z}
	movq	104(%rsp), %r10
	vmovups	(%rbp,%r14), %zmm8 {%k1} {z}
	vmovups	(%rsi,%r14), %zmm26 {%k1} {z}
	vaddps	%zmm24, %zmm29, %zmm9
	movq	%rbp, 40(%rsp)
	vmovups	%zmm2, 816(%rsp)
	vmovups	(%rax,%r14), %zmm0 {%k1} {z}
	vaddps	816(%rsp), %zmm24, %zmm7
	vmovups	(%rcx,%r14), %zmm4 {%k1} {z}
	movq	48(%rsp), %rcx
	vaddps	%zmm24, %zmm5, %zmm18
	vaddps	%zmm24, %zmm20, %zmm14
	vmovups	(%r10,%r14), %zmm11 {%k1} {z}
	movq	-16(%rsp), %r10
	vaddps	%zmm24, %zmm3, %zmm21
	vaddps	%zmm24, %zmm27, %zmm3
	vmovups	(%rcx,%r14), %zmm10 {%k1} {z}
	movq	80(%rsp), %rcx
	vaddps	%zmm24, %zmm8, %zmm17
	vaddps	%zmm24, %zmm26, %zmm16
	vaddps	%zmm24, %zmm0, %zmm0
	vmovups	(%r10,%r14), %zmm12 {%k1} {z}
	vmovups	(%rcx,%r14), %zmm25 {%k1} {z}
	movq	-8(%rsp), %rcx
	vmovups	%zmm0, 672(%rsp)
	vaddps	%zmm24, %zmm4, %zmm0
	vaddps	%zmm24, %zmm6, %zmm4
	vaddps	%zmm24, %zmm10, %zmm13
	vaddps	880(%rsp), %zmm24, %zmm10
	vmovups	(%rcx,%r14), %zmm2 {%k1} {z}
	vaddps	%zmm24, %zmm12, %zmm8
	vaddps	%zmm24, %zmm25, %zmm15
	vmovups	%zmm2, 752(%rsp)
	vaddps	%zmm24, %zmm1, %zmm2
	vaddps	%zmm24, %zmm11, %zmm1
	vaddps	752(%rsp), %zmm24, %zmm6
	testq	%r9, %r9
	jle	.LBB5_5
	movq	424(%rsp), %rdx
	movq	-40(%rsp), %rax
	movq	-24(%rsp), %rcx
	vmovups	672(%rsp), %zmm29
	vmovaps	%zmm4, %zmm20
	leaq	(%rdx,%rdx,2), %rdi
	addq	%rdi, %rax
	leaq	(%rcx,%rdi), %rcx
	movq	%rax, 88(%rsp)
	movq	2432(%rsp), %rax
	movq	%rcx, 1336(%rsp)
	leaq	(%rax,%rdi), %rcx
	movq	232(%rsp), %rax
	movq	%rcx, 96(%rsp)
	leaq	(%rax,%rdi), %rcx
	movq	656(%rsp), %rax
	movq	%rcx, 1136(%rsp)
	leaq	(%rax,%rdi), %rcx
	movq	136(%rsp), %rax
	movq	%rcx, 1264(%rsp)
	leaq	(%rax,%rdi), %rcx
	movq	744(%rsp), %rax
	movq	%rcx, 1200(%rsp)
	leaq	(%rax,%rdi), %rcx
	movq	176(%rsp), %rax
	movq	%rcx, 200(%rsp)
	leaq	(%rax,%rdi), %rcx
	movq	648(%rsp), %rax
	movq	%rcx, 416(%rsp)
	leaq	(%rax,%rdi), %rcx
	movq	168(%rsp), %rax
	movq	%rcx, 408(%rsp)
	leaq	(%rax,%rdi), %rcx
	movq	56(%rsp), %rax
	movq	%rcx, 400(%rsp)
	movq	2432(%rsp), %rcx
	leaq	(%rax,%rdi), %rsi
	movq	-88(%rsp), %rax
	movq	%rsi, 392(%rsp)
	movq	744(%rsp), %rsi
	leaq	(%rax,%rdi), %r10
	movq	-32(%rsp), %rax
	movq	%r10, 384(%rsp)
	movq	176(%rsp), %r10
	leaq	(%rax,%rdi), %r11
	movq	-96(%rsp), %rax
	movq	%r11, 376(%rsp)
	movq	656(%rsp), %r11
	leaq	(%rax,%rdi), %rbx
	movq	-56(%rsp), %rax
	movq	%rbx, 368(%rsp)
	movq	168(%rsp), %rbx
	leaq	(%rax,%rdi), %r14
	movq	-104(%rsp), %rax
	movq	%r14, 360(%rsp)
	movq	648(%rsp), %r14
	leaq	(%rax,%rdi), %r15
	movq	1072(%rsp), %rax
	movq	%r15, 352(%rsp)
	movq	136(%rsp), %r15
	leaq	(%rax,%rdi), %r12
	movq	-112(%rsp), %rax
	movq	%r12, 344(%rsp)
	movq	-24(%rsp), %r12
	leaq	(%rax,%rdi), %r13
	movq	-80(%rsp), %rax
	movq	%r13, 336(%rsp)
	movq	-40(%rsp), %r13
	leaq	(%rax,%rdi), %rbp
	movq	-120(%rsp), %rax
	movq	%rbp, 328(%rsp)
	movq	56(%rsp), %rbp
	leaq	(%rax,%rdi), %rax
	movq	%rax, 320(%rsp)
	movq	-64(%rsp), %rax
	addq	%rdi, %rax
	movq	%rax, 312(%rsp)
	movq	-72(%rsp), %rax
	addq	%rdi, %rax
	movq	%rax, 304(%rsp)
	movq	-48(%rsp), %rax
	addq	%rdi, %rax
	addq	%r8, %rdi
	movq	%rax, 296(%rsp)
	leaq	(,%rdx,4), %rax
	movq	%rax, 288(%rsp)
	leaq	(%rdx,%r15), %rax
	movq	%rax, 280(%rsp)
	leaq	(%rdx,%r11), %rax
	movq	%rax, 272(%rsp)
	movq	232(%rsp), %rax
	addq	%rdx, %rax
	movq	%rax, 2368(%rsp)
	leaq	(%rdx,%rcx), %rax
	movq	%rax, 2304(%rsp)
	leaq	(%rdx,%r13), %rax
	movq	%rax, 2240(%rsp)
	leaq	(%rdx,%r12), %rax
	movq	%rax, 2176(%rsp)
	leaq	(%rdx,%rsi), %rax
	movq	%rax, 2112(%rsp)
	leaq	(%rdx,%r10), %rax
	movq	%rax, 2048(%rsp)
	leaq	(%rdx,%r14), %rax
	movq	%rax, 1984(%rsp)
	leaq	(%rdx,%rbx), %rax
	movq	%rax, 1920(%rsp)
	leaq	(%rdx,%rbp), %rax
	movq	%rax, 1856(%rsp)
	movq	-88(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 1792(%rsp)
	movq	-32(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 1728(%rsp)
	movq	-96(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 1664(%rsp)
	movq	-56(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 1600(%rsp)
	movq	-104(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 1536(%rsp)
	movq	1072(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 1472(%rsp)
	movq	-112(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 264(%rsp)
	movq	-80(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 256(%rsp)
	movq	-120(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 1408(%rsp)
	movq	-64(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 248(%rsp)
	movq	-72(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 1344(%rsp)
	movq	-48(%rsp), %rax
	leaq	(%rdx,%rax), %rax
	movq	%rax, 640(%rsp)
	leaq	(%r12,%rdx,2), %rax
	movq	2432(%rsp), %r12
	movq	%rax, 632(%rsp)
	leaq	(%r13,%rdx,2), %rax
	movq	%rsi, %r13
	movq	%rax, 624(%rsp)
	leaq	(%rcx,%rdx,2), %rax
	movq	232(%rsp), %rcx
	movq	%rax, 616(%rsp)
	leaq	(%rcx,%rdx,2), %rax
	movq	%rax, 608(%rsp)
	leaq	(%r11,%rdx,2), %rax
	movq	%rcx, %r11
	movq	168(%rsp), %rcx
	movq	%rax, 600(%rsp)
	leaq	(%r15,%rdx,2), %rax
	movq	%rax, 592(%rsp)
	leaq	(%rsi,%rdx,2), %rax
	movq	656(%rsp), %rsi
	movq	%rax, 584(%rsp)
	leaq	(%r10,%rdx,2), %rax
	movq	%r15, %r10
	movq	%r13, %r15
	movq	176(%rsp), %r13
	movq	%rax, 576(%rsp)
	leaq	(%r14,%rdx,2), %rax
	movq	432(%rsp), %r14
	movq	%rax, 568(%rsp)
	leaq	(%rbx,%rdx,2), %rax
	movq	2568(%rsp), %rbx
	movq	%rax, 560(%rsp)
	leaq	(%rbp,%rdx,2), %rax
	movq	648(%rsp), %rbp
	movq	%rax, 552(%rsp)
	movq	-88(%rsp), %rax
	leaq	(%rax,%rdx,2), %rax
	movq	%rax, 544(%rsp)
	movq	-32(%rsp), %rax
	leaq	(%rax,%rdx,2), %rax
	movq	%rax, 536(%rsp)
	movq	-96(%rsp), %rax
	leaq	(%rax,%rdx,2), %rax
	movq	%rax, 528(%rsp)
	movq	-56(%rsp), %rax
	leaq	(%rax,%rdx,2), %rax
	movq	%rax, 520(%rsp)
	movq	-104(%rsp), %rax
	leaq	(%rax,%rdx,2), %rax
	movq	%rax, 512(%rsp)
	movq	1072(%rsp), %rax
	leaq	(%rax,%rdx,2), %rax
	movq	%rax, 504(%rsp)
	movq	-112(%rsp), %rax
	leaq	(%rax,%rdx,2), %rax
	movq	%rax, 496(%rsp)
	movq	-80(%rsp), %rax
	leaq	(%rax,%rdx,2), %rax
	movq	%rax, 488(%rsp)
	movq	-120(%rsp), %rax
	leaq	(%rax,%rdx,2), %rax
	movq	%rax, 480(%rsp)
	movq	-64(%rsp), %rax
	leaq	(%rax,%rdx,2), %rax
	movq	%rax, 472(%rsp)
	movq	-72(%rsp), %rax
	leaq	(%rax,%rdx,2), %rax
	movq	%rax, 464(%rsp)
	movq	-48(%rsp), %rax
	leaq	(%rax,%rdx,2), %rax
	movq	%rax, 456(%rsp)
	leaq	(%rdx,%r8), %rax
	movq	%rax, 448(%rsp)
	leaq	(%r8,%rdx,2), %rax
	movq	1336(%rsp), %rdx
	movq	%rax, 440(%rsp)
	xorl	%eax, %eax
	.p2align	4
.LBB5_36:
	movq	%rcx, %r8
	movq	-24(%rsp), %rcx
	vmovups	(%rbx), %zmm26
	vmovaps	%zmm1, %zmm12
	vmovups	64(%rbx), %zmm27
	vmovups	128(%rbx), %zmm25
	addq	$4, %rax
	vbroadcastss	(%rcx,%r14), %zmm4
	movq	%r8, %rcx
	movq	-40(%rsp), %r8
	vcmpeqps	%zmm24, %zmm26, %k0
	vbroadcastss	(%r8,%r14), %zmm5
	movq	56(%rsp), %r8
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm26, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm4, %zmm29, %zmm11
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm26, %zmm4 {%k2} {z}
	vmovaps	%zmm6, %zmm5
	vbroadcastss	(%r11,%r14), %zmm6
	vaddps	%zmm4, %zmm2, %zmm1
	vmovups	%zmm1, 672(%rsp)
	vbroadcastss	(%r12,%r14), %zmm1
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm4 {%k2} {z}
	vbroadcastss	(%rsi,%r14), %zmm1
	vcmpeqps	%zmm24, %zmm6, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm22, %zmm22
	vmulps	%zmm6, %zmm26, %zmm2 {%k2} {z}
	vmovaps	%zmm15, %zmm6
	vaddps	%zmm2, %zmm21, %zmm29
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm2 {%k2} {z}
	vbroadcastss	(%r10,%r14), %zmm1
	vaddps	%zmm2, %zmm0, %zmm0
	vbroadcastss	(%r15,%r14), %zmm2
	vmovups	%zmm0, 880(%rsp)
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm0 {%k2} {z}
	vcmpeqps	%zmm24, %zmm2, %k2
	vbroadcastss	(%rbp,%r14), %zmm1
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm0, %zmm18, %zmm21
	vmovaps	%zmm16, %zmm18
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r13,%r14), %zmm2
	vaddps	%zmm0, %zmm20, %zmm15
	vcmpeqps	%zmm24, %zmm2, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vcmpeqps	%zmm24, %zmm1, %k2
	vbroadcastss	(%r8,%r14), %zmm2
	movq	-88(%rsp), %r8
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm0, %zmm23, %zmm16
	vmulps	%zmm1, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%rcx,%r14), %zmm1
	vaddps	%zmm0, %zmm17, %zmm23
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm1
	vcmpeqps	%zmm24, %zmm2, %k2
	movq	-32(%rsp), %r8
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm0, %zmm31, %zmm17
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vaddps	%zmm0, %zmm13, %zmm13
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm1
	movq	-96(%rsp), %r8
	vaddps	%zmm0, %zmm12, %zmm20
	vbroadcastss	(%r8,%r14), %zmm2
	movq	-56(%rsp), %r8
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm1
	movq	-104(%rsp), %r8
	vcmpeqps	%zmm24, %zmm2, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm0, %zmm8, %zmm12
	knotw	%k2, %k2
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vaddps	%zmm0, %zmm30, %zmm0
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	vmovups	%zmm0, 816(%rsp)
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm1
	movq	1072(%rsp), %r8
	vaddps	%zmm0, %zmm28, %zmm4
	vbroadcastss	(%r8,%r14), %zmm2
	movq	-112(%rsp), %r8
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm1
	movq	-80(%rsp), %r8
	vcmpeqps	%zmm24, %zmm2, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm0, %zmm19, %zmm8
	knotw	%k2, %k2
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm2
	movq	-120(%rsp), %r8
	vaddps	%zmm0, %zmm14, %zmm0
	vcmpeqps	%zmm24, %zmm1, %k2
	vbroadcastss	(%r8,%r14), %zmm14
	movq	-64(%rsp), %r8
	korw	%k2, %k0, %k2
	vmovups	%zmm0, 752(%rsp)
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm0 {%k2} {z}
	vcmpeqps	%zmm24, %zmm2, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm0, %zmm6, %zmm1
	knotw	%k2, %k2
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm2
	movq	-72(%rsp), %r8
	vcmpeqps	%zmm24, %zmm14, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm0, %zmm18, %zmm6
	knotw	%k2, %k2
	vmulps	%zmm14, %zmm26, %zmm0 {%k2} {z}
	vaddps	%zmm0, %zmm3, %zmm0
	vbroadcastss	(%r8,%r14), %zmm3
	movq	-48(%rsp), %r8
	vcmpeqps	%zmm24, %zmm2, %k2
	korw	%k2, %k0, %k2
	vmovups	%zmm0, 1008(%rsp)
	knotw	%k2, %k2
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vaddps	%zmm0, %zmm9, %zmm2
	vbroadcastss	(%r8,%r14), %zmm9
	movq	208(%rsp), %r8
	vcmpeqps	%zmm24, %zmm3, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm3, %zmm26, %zmm0 {%k2} {z}
	vmovaps	%zmm7, %zmm3
	vaddps	%zmm0, %zmm10, %zmm7
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm26, %zmm0 {%k2} {z}
	vaddps	%zmm0, %zmm3, %zmm0
	vbroadcastss	(%r8,%r14), %zmm3
	movq	2176(%rsp), %r8
	vmovups	%zmm0, 944(%rsp)
	vcmpeqps	%zmm24, %zmm3, %k2
	korw	%k2, %k0, %k0
	knotw	%k0, %k2
	vcmpeqps	%zmm24, %zmm27, %k0
	vmulps	%zmm3, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm3
	movq	2240(%rsp), %r8
	vmovups	192(%rbx), %zmm26
	addq	$256, %rbx
	vaddps	%zmm0, %zmm5, %zmm0
	vbroadcastss	(%r8,%r14), %zmm9
	movq	2304(%rsp), %r8
	vcmpeqps	%zmm24, %zmm3, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm3, %zmm27, %zmm3 {%k2} {z}
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm3, %zmm11, %zmm3
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm9
	movq	2368(%rsp), %r8
	vaddps	672(%rsp), %zmm5, %zmm18
	vbroadcastss	(%r8,%r14), %zmm10
	movq	272(%rsp), %r8
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm9
	movq	280(%rsp), %r8
	vcmpeqps	%zmm24, %zmm10, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm5, %zmm22, %zmm30
	knotw	%k2, %k2
	vmulps	%zmm10, %zmm27, %zmm5 {%k2} {z}
	vaddps	%zmm5, %zmm29, %zmm31
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm9
	movq	2112(%rsp), %r8
	vaddps	880(%rsp), %zmm5, %zmm14
	vbroadcastss	(%r8,%r14), %zmm10
	movq	2048(%rsp), %r8
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm9
	movq	1984(%rsp), %r8
	vcmpeqps	%zmm24, %zmm10, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm5, %zmm21, %zmm28
	knotw	%k2, %k2
	vmulps	%zmm10, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm10
	movq	1920(%rsp), %r8
	vaddps	%zmm5, %zmm15, %zmm29
	vcmpeqps	%zmm24, %zmm9, %k2
	vbroadcastss	(%r8,%r14), %zmm11
	movq	1856(%rsp), %r8
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm27, %zmm5 {%k2} {z}
	vcmpeqps	%zmm24, %zmm10, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm5, %zmm16, %zmm9
	knotw	%k2, %k2
	vmulps	%zmm10, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm10
	movq	1792(%rsp), %r8
	vcmpeqps	%zmm24, %zmm11, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm5, %zmm23, %zmm22
	knotw	%k2, %k2
	vmulps	%zmm11, %zmm27, %zmm5 {%k2} {z}
	vaddps	%zmm5, %zmm17, %zmm23
	vcmpeqps	%zmm24, %zmm10, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm10, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm10
	movq	1728(%rsp), %r8
	vaddps	%zmm5, %zmm13, %zmm19
	vbroadcastss	(%r8,%r14), %zmm11
	movq	1664(%rsp), %r8
	vcmpeqps	%zmm24, %zmm10, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm10, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm10
	movq	1600(%rsp), %r8
	vcmpeqps	%zmm24, %zmm11, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm5, %zmm20, %zmm20
	knotw	%k2, %k2
	vmulps	%zmm11, %zmm27, %zmm5 {%k2} {z}
	vaddps	%zmm5, %zmm12, %zmm21
	vcmpeqps	%zmm24, %zmm10, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm10, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm10
	movq	1536(%rsp), %r8
	vaddps	816(%rsp), %zmm5, %zmm15
	vcmpeqps	%zmm24, %zmm10, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm10, %zmm27, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm10
	movq	1472(%rsp), %r8
	vaddps	%zmm5, %zmm4, %zmm16
	vbroadcastss	(%r8,%r14), %zmm5
	movq	264(%rsp), %r8
	vcmpeqps	%zmm24, %zmm10, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm10, %zmm27, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm4, %zmm8, %zmm17
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm27, %zmm4 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm5
	movq	256(%rsp), %r8
	vaddps	752(%rsp), %zmm4, %zmm10
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm27, %zmm4 {%k2} {z}
	vaddps	%zmm4, %zmm1, %zmm11
	vbroadcastss	(%r8,%r14), %zmm4
	movq	1408(%rsp), %r8
	vbroadcastss	(%r8,%r14), %zmm5
	movq	248(%rsp), %r8
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm27, %zmm1 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm4
	movq	1344(%rsp), %r8
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm1, %zmm6, %zmm12
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm27, %zmm1 {%k2} {z}
	vaddps	1008(%rsp), %zmm1, %zmm5
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm27, %zmm1 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm4
	movq	640(%rsp), %r8
	vaddps	%zmm1, %zmm2, %zmm6
	vbroadcastss	(%r8,%r14), %zmm2
	movq	448(%rsp), %r8
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm27, %zmm1 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm4
	movq	632(%rsp), %r8
	vcmpeqps	%zmm24, %zmm2, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm1, %zmm7, %zmm7
	knotw	%k2, %k2
	vmulps	%zmm2, %zmm27, %zmm1 {%k2} {z}
	vaddps	944(%rsp), %zmm1, %zmm2
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k0
	knotw	%k0, %k2
	vcmpeqps	%zmm24, %zmm25, %k0
	vmulps	%zmm4, %zmm27, %zmm1 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm4
	movq	624(%rsp), %r8
	vaddps	%zmm1, %zmm0, %zmm0
	vbroadcastss	(%r8,%r14), %zmm8
	movq	616(%rsp), %r8
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm25, %zmm1 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm4
	movq	608(%rsp), %r8
	vcmpeqps	%zmm24, %zmm8, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm1, %zmm3, %zmm3
	knotw	%k2, %k2
	vmulps	%zmm8, %zmm25, %zmm1 {%k2} {z}
	vaddps	%zmm1, %zmm18, %zmm13
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm25, %zmm1 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm4
	movq	600(%rsp), %r8
	vaddps	%zmm1, %zmm30, %zmm8
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm25, %zmm1 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm4
	movq	592(%rsp), %r8
	vaddps	%zmm1, %zmm31, %zmm1
	vbroadcastss	(%r8,%r14), %zmm27
	movq	584(%rsp), %r8
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm25, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm27, %k2
	vaddps	%zmm4, %zmm14, %zmm18
	vbroadcastss	(%r8,%r14), %zmm14
	movq	576(%rsp), %r8
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm27, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm27
	movq	568(%rsp), %r8
	vaddps	%zmm4, %zmm28, %zmm31
	vcmpeqps	%zmm24, %zmm14, %k2
	vbroadcastss	(%r8,%r14), %zmm28
	movq	560(%rsp), %r8
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm14, %zmm25, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm27, %k2
	vbroadcastss	(%r8,%r14), %zmm14
	movq	552(%rsp), %r8
	korw	%k2, %k0, %k2
	vaddps	%zmm4, %zmm29, %zmm4
	knotw	%k2, %k2
	vmulps	%zmm27, %zmm25, %zmm27 {%k2} {z}
	vcmpeqps	%zmm24, %zmm28, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm27, %zmm9, %zmm30
	knotw	%k2, %k2
	vmulps	%zmm28, %zmm25, %zmm9 {%k2} {z}
	vcmpeqps	%zmm24, %zmm14, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm9, %zmm22, %zmm28
	vbroadcastss	(%r8,%r14), %zmm22
	movq	544(%rsp), %r8
	knotw	%k2, %k2
	vmulps	%zmm14, %zmm25, %zmm9 {%k2} {z}
	vaddps	%zmm9, %zmm23, %zmm9
	vmovups	%zmm9, 672(%rsp)
	vbroadcastss	(%r8,%r14), %zmm9
	movq	536(%rsp), %r8
	vcmpeqps	%zmm24, %zmm22, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vbroadcastss	(%r8,%r14), %zmm14
	vmulps	%zmm22, %zmm25, %zmm22 {%k2} {z}
	movq	528(%rsp), %r8
	vaddps	%zmm22, %zmm19, %zmm19
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm25, %zmm22 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm9
	movq	520(%rsp), %r8
	vcmpeqps	%zmm24, %zmm14, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm22, %zmm20, %zmm22
	knotw	%k2, %k2
	vmulps	%zmm14, %zmm25, %zmm20 {%k2} {z}
	vaddps	%zmm20, %zmm21, %zmm27
	vbroadcastss	(%r8,%r14), %zmm21
	movq	512(%rsp), %r8
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vbroadcastss	(%r8,%r14), %zmm14
	vmulps	%zmm9, %zmm25, %zmm20 {%k2} {z}
	movq	504(%rsp), %r8
	vaddps	%zmm20, %zmm15, %zmm9
	vcmpeqps	%zmm24, %zmm21, %k2
	vbroadcastss	(%r8,%r14), %zmm20
	movq	496(%rsp), %r8
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm21, %zmm25, %zmm15 {%k2} {z}
	vcmpeqps	%zmm24, %zmm14, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm15, %zmm16, %zmm15
	knotw	%k2, %k2
	vmulps	%zmm14, %zmm25, %zmm16 {%k2} {z}
	vcmpeqps	%zmm24, %zmm20, %k2
	vaddps	%zmm16, %zmm17, %zmm14
	vbroadcastss	(%r8,%r14), %zmm17
	korw	%k2, %k0, %k2
	movq	488(%rsp), %r8
	knotw	%k2, %k2
	vmulps	%zmm20, %zmm25, %zmm16 {%k2} {z}
	vaddps	%zmm16, %zmm10, %zmm16
	vcmpeqps	%zmm24, %zmm17, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm17, %zmm25, %zmm10 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm17
	movq	480(%rsp), %r8
	vaddps	%zmm10, %zmm11, %zmm11
	vbroadcastss	(%r8,%r14), %zmm20
	movq	472(%rsp), %r8
	vcmpeqps	%zmm24, %zmm17, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm17, %zmm25, %zmm10 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm17
	movq	464(%rsp), %r8
	vcmpeqps	%zmm24, %zmm20, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm10, %zmm12, %zmm10
	knotw	%k2, %k2
	vmulps	%zmm20, %zmm25, %zmm12 {%k2} {z}
	vaddps	%zmm12, %zmm5, %zmm12
	vcmpeqps	%zmm24, %zmm17, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm17, %zmm25, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm17
	movq	456(%rsp), %r8
	vaddps	%zmm5, %zmm6, %zmm6
	vbroadcastss	(%r8,%r14), %zmm20
	movq	440(%rsp), %r8
	vcmpeqps	%zmm24, %zmm17, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm17, %zmm25, %zmm5 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm17
	movq	88(%rsp), %r8
	vcmpeqps	%zmm24, %zmm20, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm5, %zmm7, %zmm5
	knotw	%k2, %k2
	vmulps	%zmm20, %zmm25, %zmm7 {%k2} {z}
	vaddps	%zmm7, %zmm2, %zmm7
	vcmpeqps	%zmm24, %zmm17, %k2
	korw	%k2, %k0, %k0
	knotw	%k0, %k2
	vcmpeqps	%zmm24, %zmm26, %k0
	vmulps	%zmm17, %zmm25, %zmm2 {%k2} {z}
	vaddps	%zmm2, %zmm0, %zmm25
	vbroadcastss	(%rdx,%r14), %zmm2
	vcmpeqps	%zmm24, %zmm2, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm2
	movq	96(%rsp), %r8
	vaddps	%zmm0, %zmm3, %zmm29
	vcmpeqps	%zmm24, %zmm2, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm2, %zmm26, %zmm0 {%k2} {z}
	vaddps	%zmm0, %zmm13, %zmm2
	vbroadcastss	(%r8,%r14), %zmm13
	movq	1136(%rsp), %r8
	vbroadcastss	(%r8,%r14), %zmm3
	movq	1264(%rsp), %r8
	vcmpeqps	%zmm24, %zmm13, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm13, %zmm26, %zmm0 {%k2} {z}
	vcmpeqps	%zmm24, %zmm3, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm0, %zmm8, %zmm8
	knotw	%k2, %k2
	vmulps	%zmm3, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm3
	movq	1200(%rsp), %r8
	vaddps	%zmm0, %zmm1, %zmm21
	vbroadcastss	(%r8,%r14), %zmm13
	movq	200(%rsp), %r8
	vcmpeqps	%zmm24, %zmm3, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm3, %zmm26, %zmm0 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm3
	movq	416(%rsp), %r8
	vcmpeqps	%zmm24, %zmm13, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm0, %zmm18, %zmm0
	knotw	%k2, %k2
	vmulps	%zmm13, %zmm26, %zmm1 {%k2} {z}
	vaddps	%zmm1, %zmm31, %zmm18
	vcmpeqps	%zmm24, %zmm3, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm3, %zmm26, %zmm1 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm3
	movq	408(%rsp), %r8
	vaddps	%zmm1, %zmm4, %zmm20
	vcmpeqps	%zmm24, %zmm3, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm3, %zmm26, %zmm1 {%k2} {z}
	vaddps	%zmm1, %zmm30, %zmm23
	vbroadcastss	(%r8,%r14), %zmm1
	movq	400(%rsp), %r8
	vbroadcastss	(%r8,%r14), %zmm4
	movq	392(%rsp), %r8
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm3 {%k2} {z}
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm3, %zmm28, %zmm17
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm26, %zmm3 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm4
	movq	384(%rsp), %r8
	vaddps	672(%rsp), %zmm3, %zmm31
	vbroadcastss	(%r8,%r14), %zmm1
	movq	376(%rsp), %r8
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm26, %zmm3 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm4
	movq	368(%rsp), %r8
	vcmpeqps	%zmm24, %zmm1, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm3, %zmm19, %zmm13
	knotw	%k2, %k2
	vmulps	%zmm1, %zmm26, %zmm3 {%k2} {z}
	vaddps	%zmm3, %zmm22, %zmm1
	vmovaps	%zmm8, %zmm22
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm26, %zmm3 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm4
	movq	360(%rsp), %r8
	vaddps	%zmm3, %zmm27, %zmm8
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm26, %zmm4 {%k2} {z}
	vaddps	%zmm4, %zmm9, %zmm30
	vbroadcastss	(%r8,%r14), %zmm9
	movq	352(%rsp), %r8
	vbroadcastss	(%r8,%r14), %zmm3
	movq	344(%rsp), %r8
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm26, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm3, %k2
	vaddps	%zmm4, %zmm15, %zmm28
	vbroadcastss	(%r8,%r14), %zmm15
	movq	336(%rsp), %r8
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm3, %zmm26, %zmm4 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm9
	movq	328(%rsp), %r8
	vaddps	%zmm4, %zmm14, %zmm19
	vcmpeqps	%zmm24, %zmm15, %k2
	vbroadcastss	(%r8,%r14), %zmm3
	movq	320(%rsp), %r8
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm15, %zmm26, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm4, %zmm16, %zmm14
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm26, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm3, %k2
	vaddps	%zmm4, %zmm11, %zmm15
	vbroadcastss	(%r8,%r14), %zmm11
	movq	312(%rsp), %r8
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm3, %zmm26, %zmm4 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm9
	vaddps	%zmm4, %zmm10, %zmm16
	movq	304(%rsp), %r8
	vcmpeqps	%zmm24, %zmm11, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm11, %zmm26, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm9, %k2
	korw	%k2, %k0, %k2
	vaddps	%zmm4, %zmm12, %zmm3
	knotw	%k2, %k2
	vmulps	%zmm9, %zmm26, %zmm4 {%k2} {z}
	vaddps	%zmm4, %zmm6, %zmm9
	vbroadcastss	(%r8,%r14), %zmm6
	movq	296(%rsp), %r8
	vcmpeqps	%zmm24, %zmm6, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm6, %zmm26, %zmm4 {%k2} {z}
	vbroadcastss	(%r8,%r14), %zmm6
	vaddps	%zmm4, %zmm5, %zmm10
	vbroadcastss	(%rdi,%r14), %zmm5
	addq	288(%rsp), %r14
	vcmpeqps	%zmm24, %zmm6, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm6, %zmm26, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k0
	knotw	%k0, %k2
	vaddps	%zmm4, %zmm7, %zmm7
	vmulps	%zmm5, %zmm26, %zmm4 {%k2} {z}
	vaddps	%zmm4, %zmm25, %zmm6
	cmpq	%r9, %rax
	jl	.LBB5_36
	jmp	.LBB5_6
.LBB5_5:
	vmovups	672(%rsp), %zmm29
	movq	2432(%rsp), %r12
	movq	656(%rsp), %rsi
	movq	744(%rsp), %r15
	movq	648(%rsp), %rbp
	vmovaps	%zmm4, %zmm20
.LBB5_6:
	movq	2576(%rsp), %rax
	movq	%r12, %r11
	movq	-40(%rsp), %r12
	vmovaps	%zmm20, %zmm4
	addq	%rax, 240(%rsp)
	addq	%rax, 8(%rsp)
	addq	%rax, (%rsp)
	addq	%rax, 72(%rsp)
	addq	%rax, 16(%rsp)
	addq	%rax, 24(%rsp)
	addq	%rax, 32(%rsp)
	addq	%rax, 152(%rsp)
	addq	%rax, 40(%rsp)
	addq	%rax, 160(%rsp)
	addq	%rax, 48(%rsp)
	addq	%rax, 104(%rsp)
	addq	%rax, -16(%rsp)
	addq	%rax, 112(%rsp)
	addq	%rax, 192(%rsp)
	addq	%rax, 224(%rsp)
	addq	%rax, 128(%rsp)
	addq	%rax, 80(%rsp)
	addq	%rax, 64(%rsp)
	addq	%rax, 144(%rsp)
	addq	%rax, 216(%rsp)
	addq	%rax, 120(%rsp)
	addq	%rax, 184(%rsp)
	addq	%rax, -8(%rsp)
	movq	%r9, %rax
	subq	2600(%rsp), %rax
	jge	.LBB5_7
	movq	%r9, %r8
	imulq	424(%rsp), %r9
	shlq	$6, %r8
	movq	%rbp, %r14
	movq	%r15, %r13
	movq	%rsi, %r10
	addq	2568(%rsp), %r8
	movq	56(%rsp), %rdi
	movq	-32(%rsp), %rcx
	movq	-56(%rsp), %rsi
	movq	1072(%rsp), %rbx
	movq	-80(%rsp), %r15
	movq	-64(%rsp), %rbp
	vmovaps	%zmm8, %zmm11
	vmovaps	%zmm17, %zmm12
	vmovaps	%zmm23, %zmm17
	vmovaps	%zmm18, %zmm20
	vxorps	%xmm24, %xmm24, %xmm24
	vmovaps	%zmm13, %zmm8
	vmovaps	%zmm4, %zmm18
	vmovaps	%zmm21, %zmm23
	addq	432(%rsp), %r9
	.p2align	4
.LBB5_38:
	movq	-24(%rsp), %rdx
	vmovups	(%r8), %zmm25
	vbroadcastss	(%r12,%r9), %zmm5
	addq	$64, %r8
	vbroadcastss	(%rdx,%r9), %zmm4
	movq	232(%rsp), %rdx
	vcmpeqps	%zmm24, %zmm25, %k0
	vbroadcastss	(%rdx,%r9), %zmm13
	movq	136(%rsp), %rdx
	vcmpeqps	%zmm24, %zmm4, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm4, %zmm25, %zmm4 {%k2} {z}
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm29, %zmm29
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%r11,%r9), %zmm5
	vaddps	%zmm4, %zmm2, %zmm2
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%r10,%r9), %zmm5
	vcmpeqps	%zmm24, %zmm13, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm22, %zmm22
	vmulps	%zmm13, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%r13,%r9), %zmm13
	vaddps	%zmm4, %zmm23, %zmm23
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rdx,%r9), %zmm5
	movq	176(%rsp), %rdx
	vaddps	%zmm4, %zmm0, %zmm0
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rdx,%r9), %zmm5
	vcmpeqps	%zmm24, %zmm13, %k2
	movq	168(%rsp), %rdx
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm20, %zmm20
	vmulps	%zmm13, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rdx,%r9), %zmm13
	movq	-88(%rsp), %rdx
	vaddps	%zmm4, %zmm18, %zmm18
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%r14,%r9), %zmm5
	vaddps	%zmm4, %zmm17, %zmm17
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rdi,%r9), %zmm5
	vcmpeqps	%zmm24, %zmm13, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm12, %zmm12
	vmulps	%zmm13, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rcx,%r9), %zmm13
	vaddps	%zmm4, %zmm31, %zmm31
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rdx,%r9), %zmm5
	movq	-96(%rsp), %rdx
	vaddps	%zmm4, %zmm8, %zmm8
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rdx,%r9), %zmm5
	vcmpeqps	%zmm24, %zmm13, %k2
	movq	-104(%rsp), %rdx
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm1, %zmm1
	vmulps	%zmm13, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rdx,%r9), %zmm13
	movq	-112(%rsp), %rdx
	vaddps	%zmm4, %zmm11, %zmm11
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rsi,%r9), %zmm5
	vaddps	%zmm4, %zmm30, %zmm30
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rbx,%r9), %zmm5
	vcmpeqps	%zmm24, %zmm13, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm28, %zmm28
	vmulps	%zmm13, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%r15,%r9), %zmm13
	vaddps	%zmm4, %zmm19, %zmm19
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rdx,%r9), %zmm5
	movq	-120(%rsp), %rdx
	vaddps	%zmm4, %zmm14, %zmm14
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rdx,%r9), %zmm5
	vcmpeqps	%zmm24, %zmm13, %k2
	movq	-72(%rsp), %rdx
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm15, %zmm15
	vmulps	%zmm13, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rdx,%r9), %zmm13
	movq	-48(%rsp), %rdx
	vaddps	%zmm4, %zmm16, %zmm16
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rbp,%r9), %zmm5
	vaddps	%zmm4, %zmm3, %zmm3
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rdx,%r9), %zmm5
	vcmpeqps	%zmm24, %zmm13, %k2
	movq	208(%rsp), %rdx
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vaddps	%zmm4, %zmm9, %zmm9
	vmulps	%zmm13, %zmm25, %zmm4 {%k2} {z}
	vaddps	%zmm4, %zmm10, %zmm10
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k2
	knotw	%k2, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vbroadcastss	(%rdx,%r9), %zmm5
	addq	424(%rsp), %r9
	incq	%rax
	vaddps	%zmm4, %zmm7, %zmm7
	vcmpeqps	%zmm24, %zmm5, %k2
	korw	%k2, %k0, %k0
	knotw	%k0, %k2
	vmulps	%zmm5, %zmm25, %zmm4 {%k2} {z}
	vaddps	%zmm4, %zmm6, %zmm6
	jne	.LBB5_38
	jmp	.LBB5_39
.LBB5_7:
	vmovaps	%zmm8, %zmm11
	vmovaps	%zmm17, %zmm12
	vmovaps	%zmm23, %zmm17
	vmovaps	%zmm18, %zmm20
	vmovaps	%zmm13, %zmm8
	vmovaps	%zmm4, %zmm18
	vmovaps	%zmm21, %zmm23
.LBB5_39:
	movabsq	$.LCPI5_1, %rax
	movq	8(%rsp), %rcx
	vxorps	%xmm5, %xmm5, %xmm5
	vcmpunordps	%zmm5, %zmm29, %k2
	movq	(%rsp), %rdx
	vbroadcastss	(%rax), %zmm4
	movq	240(%rsp), %rax
	vmovaps	%zmm4, %zmm29 {%k2}
	vcmpunordps	%zmm5, %zmm2, %k2
	vmovups	%zmm29, (%rax) {%k1}
	vmovaps	%zmm4, %zmm2 {%k2}
	vmovups	%zmm2, (%rcx) {%k1}
	movq	72(%rsp), %rcx
	vcmpunordps	%zmm5, %zmm22, %k2
	vmovaps	%zmm4, %zmm22 {%k2}
	vcmpunordps	%zmm5, %zmm23, %k2
	vmovups	%zmm22, (%rdx) {%k1}
	movq	16(%rsp), %rdx
	vmovaps	%zmm4, %zmm23 {%k2}
	vcmpunordps	%zmm5, %zmm0, %k2
	vmovups	%zmm23, (%rcx) {%k1}
	movq	24(%rsp), %rcx
	vmovaps	%zmm4, %zmm0 {%k2}
	vcmpunordps	%zmm5, %zmm20, %k2
	vmovups	%zmm0, (%rdx) {%k1}
	movq	32(%rsp), %rdx
	vmovaps	%zmm4, %zmm20 {%k2}
	vcmpunordps	%zmm5, %zmm18, %k2
	vmovups	%zmm20, (%rcx) {%k1}
	movq	152(%rsp), %rcx
	vmovaps	%zmm4, %zmm18 {%k2}
	vcmpunordps	%zmm5, %zmm17, %k2
	vmovups	%zmm18, (%rdx) {%k1}
	vmovaps	%zmm4, %zmm17 {%k2}
	movq	40(%rsp), %rdx
	vcmpunordps	%zmm5, %zmm12, %k2
	vmovaps	%zmm4, %zmm12 {%k2}
	vcmpunordps	%zmm5, %zmm31, %k2
	vmovups	%zmm17, (%rcx) {%k1}
	movq	160(%rsp), %rcx
	vmovaps	%zmm4, %zmm31 {%k2}
	vcmpunordps	%zmm5, %zmm8, %k2
	vmovups	%zmm12, (%rdx) {%k1}
	movq	48(%rsp), %rdx
	vmovaps	%zmm4, %zmm8 {%k2}
	vcmpunordps	%zmm5, %zmm1, %k2
	vmovups	%zmm31, (%rcx) {%k1}
	movq	104(%rsp), %rcx
	vmovaps	%zmm4, %zmm1 {%k2}
	vcmpunordps	%zmm5, %zmm11, %k2
	vmovups	%zmm8, (%rdx) {%k1}
	movq	-16(%rsp), %rdx
	vmovaps	%zmm4, %zmm11 {%k2}
	vcmpunordps	%zmm5, %zmm30, %k2
	vmovaps	%zmm4, %zmm30 {%k2}
	vcmpunordps	%zmm5, %zmm28, %k2
	vmovups	%zmm1, (%rcx) {%k1}
	movq	112(%rsp), %rcx
	vmovaps	%zmm4, %zmm28 {%k2}
	vcmpunordps	%zmm5, %zmm19, %k2
	vmovups	%zmm11, (%rdx) {%k1}
	movq	192(%rsp), %rdx
	vmovaps	%zmm4, %zmm19 {%k2}
	vcmpunordps	%zmm5, %zmm14, %k2
	vmovups	%zmm30, (%rcx) {%k1}
	movq	224(%rsp), %rcx
	vmovaps	%zmm4, %zmm14 {%k2}
	vcmpunordps	%zmm5, %zmm15, %k2
	vmovups	%zmm28, (%rdx) {%k1}
	movq	128(%rsp), %rdx
	vmovaps	%zmm4, %zmm15 {%k2}
	vcmpunordps	%zmm5, %zmm16, %k2
	vmovaps	%zmm4, %zmm16 {%k2}
	vcmpunordps	%zmm5, %zmm3, %k2
	vmovups	%zmm19, (%rcx) {%k1}
	movq	80(%rsp), %rcx
	vmovaps	%zmm4, %zmm3 {%k2}
	vcmpunordps	%zmm5, %zmm9, %k2
	vmovups	%zmm14, (%rdx) {%k1}
	movq	64(%rsp), %rdx
	vmovaps	%zmm4, %zmm9 {%k2}
	vcmpunordps	%zmm5, %zmm10, %k2
	vmovups	%zmm15, (%rcx) {%k1}
	movq	144(%rsp), %rcx
	vmovaps	%zmm4, %zmm10 {%k2}
	vcmpunordps	%zmm5, %zmm7, %k2
	vmovups	%zmm16, (%rdx) {%k1}
	movq	216(%rsp), %rdx
	vmovaps	%zmm4, %zmm7 {%k2}
	vcmpunordps	%zmm5, %zmm6, %k2
	vmovaps	%zmm4, %zmm6 {%k2}
	vmovups	%zmm3, (%rcx) {%k1}
	movq	120(%rsp), %rcx
	vmovups	%zmm9, (%rdx) {%k1}
	movq	184(%rsp), %rdx
	vmovups	%zmm10, (%rcx) {%k1}
	movq	-8(%rsp), %rcx
	vmovups	%zmm7, (%rdx) {%k1}
	vmovups	%zmm6, (%rcx) {%k1}
	jmp	.LBB5_28
.LBB5_16:
	movq	-40(%rsp), %rcx
	movq	-56(%rsp), %rsi
	movq	-80(%rsp), %rdi
.LBB5_17:
	movq	%r9, %rdx
	movq	%r13, %rbp
	movq	%r15, %r13
	movq	%r11, %r8
	movq	%r10, %r15
	movq	816(%rsp), %rax
	movq	880(%rsp), %r11
	movq	672(%rsp), %r10
	movq	2600(%rsp), %rbx
	movq	1072(%rsp), %r9
	cmpq	%rbx, %r9
	jge	.LBB5_20
	movq	432(%rsp), %r14
	addq	%r14, %rax
	addq	%r14, %rdi
	addq	%r14, -64(%rsp)
	addq	%r14, -48(%rsp)
	addq	%r14, 752(%rsp)
	addq	%r14, 1008(%rsp)
	addq	%r14, 944(%rsp)
	addq	%r14, -88(%rsp)
	addq	%r14, -24(%rsp)
	addq	%r14, -96(%rsp)
	addq	%r14, -104(%rsp)
	addq	%r14, -112(%rsp)
	addq	%r14, -120(%rsp)
	addq	%r14, -72(%rsp)
	addq	%r14, -32(%rsp)
	addq	%r14, %r10
	addq	%r14, %r11
	addq	%r14, %r15
	addq	%r14, %r8
	addq	%r14, %r13
	addq	%r14, %rbp
	addq	%r14, %rcx
	addq	%r14, %rsi
	addq	%r14, %rdx
	movq	%rax, 816(%rsp)
	movq	%rbx, %rax
	movq	%rdi, -80(%rsp)
	subq	%r9, %rax
	movq	%r9, %rdi
	movq	424(%rsp), %r9
	shlq	$6, %rbx
	addq	2568(%rsp), %rbx
	movq	%r10, 672(%rsp)
	movq	%r11, 880(%rsp)
	movq	%r15, 56(%rsp)
	movq	%r8, 88(%rsp)
	movq	%r13, 96(%rsp)
	movq	%rbp, 1136(%rsp)
	movq	%rcx, -40(%rsp)
	movq	%rsi, -56(%rsp)
	movq	%rdx, 1264(%rsp)
	movq	%rax, %r14
	shlq	$6, %r14
	imulq	%r9, %rdi
	subq	%r14, %rbx
	movq	%rbx, 1200(%rsp)
	.p2align	4
.LBB5_19:
	movq	1200(%rsp), %rsi
	movq	%rax, 200(%rsp)
	movq	672(%rsp), %rax
	movq	-48(%rsp), %rbx
	movq	752(%rsp), %rdx
	movq	1008(%rsp), %rcx
	movq	-88(%rsp), %r14
	movq	-24(%rsp), %r15
	movq	-96(%rsp), %r12
	movq	-104(%rsp), %r13
	movq	-112(%rsp), %rbp
	movq	-120(%rsp), %r11
	movq	-72(%rsp), %r10
	movq	-32(%rsp), %r8
	addq	%r9, 672(%rsp)
	vmovups	(%rsi), %zmm0
	addq	$64, %rsi
	vmulps	(%rdi,%rax){1to16}, %zmm0, %zmm25
	movq	880(%rsp), %rax
	addq	%r9, 880(%rsp)
	movq	%rsi, 1200(%rsp)
	vmulps	(%rdi,%rax){1to16}, %zmm0, %zmm27
	movq	56(%rsp), %rax
	addq	%r9, 56(%rsp)
	vmulps	(%rdi,%rax){1to16}, %zmm0, %zmm26
	movq	88(%rsp), %rax
	addq	%r9, 88(%rsp)
	vaddps	%zmm25, %zmm1, %zmm1
	vaddps	%zmm27, %zmm2, %zmm2
	vmulps	(%rdi,%rax){1to16}, %zmm0, %zmm27
	movq	96(%rsp), %rax
	addq	%r9, 96(%rsp)
	vaddps	%zmm26, %zmm3, %zmm3
	vmulps	(%rdi,%rax){1to16}, %zmm0, %zmm26
	movq	1136(%rsp), %rax
	addq	%r9, 1136(%rsp)
	vaddps	%zmm27, %zmm4, %zmm4
	vmulps	(%rdi,%rax){1to16}, %zmm0, %zmm27
	movq	816(%rsp), %rax
	addq	%r9, 816(%rsp)
	vaddps	%zmm26, %zmm5, %zmm5
	vmulps	(%rdi,%rax){1to16}, %zmm0, %zmm26
	movq	-40(%rsp), %rax
	addq	%r9, -40(%rsp)
	vaddps	%zmm27, %zmm6, %zmm6
	vmulps	(%rdi,%rax){1to16}, %zmm0, %zmm27
	movq	-56(%rsp), %rax
	addq	%r9, -56(%rsp)
	vaddps	%zmm26, %zmm7, %zmm7
	vmulps	(%rdi,%rax){1to16}, %zmm0, %zmm26
	movq	-80(%rsp), %rax
	addq	%r9, -80(%rsp)
	vaddps	%zmm27, %zmm8, %zmm8
	vmulps	(%rdi,%rax){1to16}, %zmm0, %zmm27
	movq	1264(%rsp), %rax
	addq	%r9, 1264(%rsp)
	vaddps	%zmm26, %zmm9, %zmm9
	vmulps	(%rdi,%rax){1to16}, %zmm0, %zmm26
	movq	-64(%rsp), %rax
	addq	%r9, -64(%rsp)
	vaddps	%zmm27, %zmm10, %zmm10
	vmulps	(%rdi,%rax){1to16}, %zmm0, %zmm27
	movq	944(%rsp), %rax
	vaddps	%zmm26, %zmm11, %zmm11
	vmulps	(%rdi,%rbx){1to16}, %zmm0, %zmm26
	addq	%r9, %rbx
	movq	%rbx, -48(%rsp)
	vaddps	%zmm27, %zmm12, %zmm12
	vmulps	(%rdi,%rdx){1to16}, %zmm0, %zmm27
	addq	%r9, %rdx
	movq	%rdx, 752(%rsp)
	vaddps	%zmm26, %zmm13, %zmm13
	vmulps	(%rdi,%rcx){1to16}, %zmm0, %zmm26
	addq	%r9, %rcx
	movq	%rcx, 1008(%rsp)
	vaddps	%zmm27, %zmm14, %zmm14
	vmulps	(%rdi,%rax){1to16}, %zmm0, %zmm27
	addq	%r9, %rax
	movq	%rax, 944(%rsp)
	movq	200(%rsp), %rax
	vaddps	%zmm26, %zmm15, %zmm15
	vmulps	(%rdi,%r14){1to16}, %zmm0, %zmm26
	addq	%r9, %r14
	movq	%r14, -88(%rsp)
	vaddps	%zmm27, %zmm16, %zmm16
	vmulps	(%rdi,%r15){1to16}, %zmm0, %zmm27
	addq	%r9, %r15
	movq	%r15, -24(%rsp)
	vaddps	%zmm26, %zmm17, %zmm17
	vmulps	(%rdi,%r12){1to16}, %zmm0, %zmm26
	addq	%r9, %r12
	movq	%r12, -96(%rsp)
	vaddps	%zmm27, %zmm18, %zmm18
	vmulps	(%rdi,%r13){1to16}, %zmm0, %zmm27
	addq	%r9, %r13
	movq	%r13, -104(%rsp)
	vaddps	%zmm26, %zmm19, %zmm19
	vmulps	(%rdi,%rbp){1to16}, %zmm0, %zmm26
	addq	%r9, %rbp
	movq	%rbp, -112(%rsp)
	vaddps	%zmm27, %zmm20, %zmm20
	vmulps	(%rdi,%r11){1to16}, %zmm0, %zmm27
	addq	%r9, %r11
	movq	%r11, -120(%rsp)
	vaddps	%zmm26, %zmm21, %zmm21
	vmulps	(%rdi,%r10){1to16}, %zmm0, %zmm26
	vmulps	(%rdi,%r8){1to16}, %zmm0, %zmm0
	addq	%r9, %r8
	addq	%r9, %r10
	decq	%rax
	movq	%r8, -32(%rsp)
	movq	%r10, -72(%rsp)
	vaddps	%zmm27, %zmm22, %zmm22
	vaddps	%zmm26, %zmm23, %zmm23
	vaddps	%zmm0, %zmm24, %zmm24
	jne	.LBB5_19
.LBB5_20:
	vsubps	%zmm1, %zmm1, %zmm0
	vxorps	%xmm25, %xmm25, %xmm25
	vsubps	%zmm2, %zmm2, %zmm26
	vsubps	%zmm3, %zmm3, %zmm28
	vsubps	%zmm4, %zmm4, %zmm27
	movq	208(%rsp), %r8
	movq	2576(%rsp), %r14
	movq	2560(%rsp), %rcx
	movq	224(%rsp), %rax
	movq	1072(%rsp), %r9
	vaddps	%zmm25, %zmm0, %zmm0
	vaddps	%zmm26, %zmm0, %zmm0
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm5, %zmm5, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm6, %zmm6, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm7, %zmm7, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm8, %zmm8, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm9, %zmm9, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm10, %zmm10, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm11, %zmm11, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm12, %zmm12, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm13, %zmm13, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm14, %zmm14, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm15, %zmm15, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm16, %zmm16, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm17, %zmm17, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm18, %zmm18, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm19, %zmm19, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm20, %zmm20, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm21, %zmm21, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm22, %zmm22, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm23, %zmm23, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm24, %zmm24, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vaddps	%zmm27, %zmm0, %zmm0
	vcmpunordps	%zmm25, %zmm0, %k0
	kortestw	%k0, %k0
	jne	.LBB5_4
	movq	136(%rsp), %r15
	movq	8(%rsp), %r12
	movq	(%rsp), %r13
	movq	128(%rsp), %rbp
	movq	120(%rsp), %rbx
	movq	-8(%rsp), %r11
	movq	112(%rsp), %r10
	movq	104(%rsp), %r9
	movq	-16(%rsp), %r8
	movq	48(%rsp), %rdi
	movq	40(%rsp), %rsi
	movq	32(%rsp), %rdx
	movq	24(%rsp), %rcx
	movq	16(%rsp), %rax
	addq	%r14, 72(%rsp)
	addq	%r14, 160(%rsp)
	addq	%r14, 152(%rsp)
	addq	%r14, 144(%rsp)
	addq	%r14, 192(%rsp)
	addq	%r14, 184(%rsp)
	addq	%r14, 64(%rsp)
	addq	%r14, 176(%rsp)
	addq	%r14, 168(%rsp)
	addq	%r14, 80(%rsp)
	addq	%r14, %r15
	addq	%r14, %r12
	addq	%r14, %r13
	addq	%r14, %rbp
	addq	%r14, %rbx
	addq	%r14, %r11
	addq	%r14, %r10
	addq	%r14, %r9
	addq	%r14, %r8
	addq	%r14, %rdi
	addq	%r14, %rsi
	addq	%r14, %rdx
	addq	%r14, %rcx
	addq	%r14, %rax
	movq	72(%rsp), %r14
	vmovups	%zmm1, (%r14) {%k1}
	movq	160(%rsp), %r14
	vmovups	%zmm2, (%r14) {%k1}
	movq	152(%rsp), %r14
	vmovups	%zmm3, (%r14) {%k1}
	movq	144(%rsp), %r14
	vmovups	%zmm4, (%r14) {%k1}
	movq	192(%rsp), %r14
	vmovups	%zmm5, (%r14) {%k1}
	movq	184(%rsp), %r14
	vmovups	%zmm6, (%r14) {%k1}
	movq	64(%rsp), %r14
	vmovups	%zmm7, (%r14) {%k1}
	movq	176(%rsp), %r14
	vmovups	%zmm8, (%r14) {%k1}
	movq	168(%rsp), %r14
	vmovups	%zmm9, (%r14) {%k1}
	movq	80(%rsp), %r14
	vmovups	%zmm10, (%r14) {%k1}
	vmovups	%zmm11, (%r15) {%k1}
	vmovups	%zmm12, (%r12) {%k1}
	vmovups	%zmm13, (%r13) {%k1}
	vmovups	%zmm14, (%rbp) {%k1}
	vmovups	%zmm15, (%rbx) {%k1}
	vmovups	%zmm16, (%r11) {%k1}
	vmovups	%zmm17, (%r10) {%k1}
	vmovups	%zmm18, (%r9) {%k1}
	vmovups	%zmm19, (%r8) {%k1}
	vmovups	%zmm20, (%rdi) {%k1}
	vmovups	%zmm21, (%rsi) {%k1}
	vmovups	%zmm22, (%rdx) {%k1}
	vmovups	%zmm23, (%rcx) {%k1}
	vmovups	%zmm24, (%rax) {%k1}
	jmp	.LBB5_28
.LBB5_9:
	movq	88(%rsp), %rcx
	movq	-80(%rsp), %rsi
	movq	-64(%rsp), %rdi
	movq	-40(%rsp), %rax
	movq	56(%rsp), %r12
	movq	96(%rsp), %rdx
	movq	424(%rsp), %r9
.LBB5_10:
	vmovdqu64	2432(%rsp), %zmm29
	movq	%rdx, %r8
	movq	%rax, %rdx
	movq	%r11, %rbp
	movq	1072(%rsp), %r14
	movq	752(%rsp), %rax
	movq	880(%rsp), %r15
	movq	672(%rsp), %r11
	movq	816(%rsp), %r10
	movq	2600(%rsp), %rbx
	cmpq	%rbx, %r14
	jge	.LBB5_13
	movq	432(%rsp), %r14
	addq	%r14, %rdi
	addq	%r14, %rax
	addq	%r14, -72(%rsp)
	addq	%r14, -48(%rsp)
	addq	%r14, -24(%rsp)
	addq	%r14, 1008(%rsp)
	addq	%r14, -32(%rsp)
	addq	%r14, 944(%rsp)
	addq	%r14, -88(%rsp)
	addq	%r14, -96(%rsp)
	addq	%r14, -104(%rsp)
	addq	%r14, -112(%rsp)
	addq	%r14, -120(%rsp)
	addq	%r14, -56(%rsp)
	addq	%r14, %r10
	addq	%r14, %r11
	addq	%r14, %r15
	addq	%r14, %r12
	addq	%r14, %r13
	addq	%r14, %rbp
	addq	%r14, %rcx
	addq	%r14, %rsi
	addq	%r14, %rdx
	addq	%r14, %r8
	movq	%rdi, -64(%rsp)
	movq	1072(%rsp), %rdi
	movq	%rax, 752(%rsp)
	movq	%rbx, %rax
	shlq	$6, %rbx
	addq	2568(%rsp), %rbx
	movq	%r10, 816(%rsp)
	movq	%r11, 672(%rsp)
	movq	%r15, 880(%rsp)
	movq	%r12, 56(%rsp)
	movq	%r13, 1136(%rsp)
	movq	%rbp, 1264(%rsp)
	movq	%rcx, 88(%rsp)
	movq	%rsi, -80(%rsp)
	movq	%rdx, -40(%rsp)
	movq	%r8, 96(%rsp)
	subq	%rdi, %rax
	imulq	%r9, %rdi
	movq	%rax, %r14
	shlq	$6, %r14
	subq	%r14, %rbx
	movq	%rbx, 1200(%rsp)
	.p2align	4
.LBB5_12:
	movq	1200(%rsp), %rsi
	movq	%rax, 200(%rsp)
	movq	816(%rsp), %rax
	movq	-72(%rsp), %rbx
	movq	-48(%rsp), %rdx
	movq	-24(%rsp), %rcx
	movq	-32(%rsp), %r14
	movq	944(%rsp), %r15
	movq	-88(%rsp), %r12
	movq	-96(%rsp), %r13
	movq	-104(%rsp), %rbp
	movq	-112(%rsp), %r11
	movq	-120(%rsp), %r10
	movq	-56(%rsp), %r8
	addq	%r9, 816(%rsp)
	vmovups	(%rsi), %zmm0
	addq	$64, %rsi
	vfmadd231ps	(%rdi,%rax){1to16}, %zmm0, %zmm24
	movq	672(%rsp), %rax
	vfmadd231ps	(%rdi,%rbx){1to16}, %zmm0, %zmm12
	vfmadd231ps	(%rdi,%rdx){1to16}, %zmm0, %zmm11
	vfmadd231ps	(%rdi,%rcx){1to16}, %zmm0, %zmm10
	vfmadd231ps	(%rdi,%r14){1to16}, %zmm0, %zmm8
	vfmadd231ps	(%rdi,%r15){1to16}, %zmm0, %zmm7
	vfmadd231ps	(%rdi,%r12){1to16}, %zmm0, %zmm6
	vfmadd231ps	(%rdi,%r13){1to16}, %zmm0, %zmm5
	vfmadd231ps	(%rdi,%rbp){1to16}, %zmm0, %zmm4
	vfmadd231ps	(%rdi,%r11){1to16}, %zmm0, %zmm3
	vfmadd231ps	(%rdi,%r10){1to16}, %zmm0, %zmm2
	vfmadd231ps	(%rdi,%r8){1to16}, %zmm0, %zmm1
	addq	%r9, 672(%rsp)
	addq	%r9, %r8
	addq	%r9, %r10
	addq	%r9, %r11
	addq	%r9, %rbp
	addq	%r9, %r13
	addq	%r9, %r12
	addq	%r9, %r15
	addq	%r9, %r14
	addq	%r9, %rcx
	addq	%r9, %rdx
	addq	%r9, %rbx
	movq	%rsi, 1200(%rsp)
	movq	%r8, -56(%rsp)
	movq	%r10, -120(%rsp)
	movq	%r11, -112(%rsp)
	movq	%rbp, -104(%rsp)
	movq	%r13, -96(%rsp)
	movq	%r12, -88(%rsp)
	movq	%r15, 944(%rsp)
	movq	%r14, -32(%rsp)
	movq	%rcx, -24(%rsp)
	movq	%rdx, -48(%rsp)
	movq	%rbx, -72(%rsp)
	vfmadd231ps	(%rdi,%rax){1to16}, %zmm0, %zmm23
	movq	880(%rsp), %rax
	addq	%r9, 880(%rsp)
	vfmadd231ps	(%rdi,%rax){1to16}, %zmm0, %zmm22
	movq	56(%rsp), %rax
	addq	%r9, 56(%rsp)
	vfmadd231ps	(%rdi,%rax){1to16}, %zmm0, %zmm21
	movq	1136(%rsp), %rax
	addq	%r9, 1136(%rsp)
	vfmadd231ps	(%rdi,%rax){1to16}, %zmm0, %zmm20
	movq	1264(%rsp), %rax
	addq	%r9, 1264(%rsp)
	vfmadd231ps	(%rdi,%rax){1to16}, %zmm0, %zmm19
	movq	752(%rsp), %rax
	addq	%r9, 752(%rsp)
	vfmadd231ps	(%rdi,%rax){1to16}, %zmm0, %zmm18
	movq	88(%rsp), %rax
	addq	%r9, 88(%rsp)
	vfmadd231ps	(%rdi,%rax){1to16}, %zmm0, %zmm17
	movq	-80(%rsp), %rax
	addq	%r9, -80(%rsp)
	vfmadd231ps	(%rdi,%rax){1to16}, %zmm0, %zmm16
	movq	-64(%rsp), %rax
	addq	%r9, -64(%rsp)
	vfmadd231ps	(%rdi,%rax){1to16}, %zmm0, %zmm15
	movq	-40(%rsp), %rax
	addq	%r9, -40(%rsp)
	vfmadd231ps	(%rdi,%rax){1to16}, %zmm0, %zmm14
	movq	96(%rsp), %rax
	addq	%r9, 96(%rsp)
	vfmadd231ps	(%rdi,%rax){1to16}, %zmm0, %zmm13
	movq	1008(%rsp), %rax
	vfmadd231ps	(%rdi,%rax){1to16}, %zmm0, %zmm9
	addq	%r9, %rax
	movq	%rax, 1008(%rsp)
	movq	200(%rsp), %rax
	decq	%rax
	jne	.LBB5_12
.LBB5_13:
	vsubps	%zmm24, %zmm24, %zmm0
	vxorps	%xmm25, %xmm25, %xmm25
	vsubps	%zmm23, %zmm23, %zmm26
	vsubps	%zmm22, %zmm22, %zmm28
	vsubps	%zmm21, %zmm21, %zmm27
	movq	208(%rsp), %r8
	movq	2576(%rsp), %r14
	movq	2560(%rsp), %rcx
	movq	224(%rsp), %rax
	movq	1072(%rsp), %r9
	vaddps	%zmm25, %zmm0, %zmm0
	vaddps	%zmm26, %zmm0, %zmm0
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm20, %zmm20, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm19, %zmm19, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm18, %zmm18, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm17, %zmm17, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm16, %zmm16, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm15, %zmm15, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm14, %zmm14, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm13, %zmm13, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm12, %zmm12, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm11, %zmm11, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm10, %zmm10, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm9, %zmm9, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm8, %zmm8, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm7, %zmm7, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm6, %zmm6, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm5, %zmm5, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm4, %zmm4, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm3, %zmm3, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vsubps	%zmm2, %zmm2, %zmm28
	vaddps	%zmm27, %zmm0, %zmm0
	vsubps	%zmm1, %zmm1, %zmm27
	vaddps	%zmm28, %zmm0, %zmm0
	vaddps	%zmm27, %zmm0, %zmm0
	vcmpunordps	%zmm25, %zmm0, %k0
	kortestw	%k0, %k0
	jne	.LBB5_4
	movq	72(%rsp), %r15
	movq	64(%rsp), %r12
	movq	80(%rsp), %r13
	movq	128(%rsp), %rbp
	movq	136(%rsp), %rbx
	movq	8(%rsp), %r11
	movq	(%rsp), %r10
	movq	-8(%rsp), %r9
	movq	-16(%rsp), %r8
	movq	48(%rsp), %rdi
	movq	40(%rsp), %rsi
	movq	120(%rsp), %rdx
	movq	32(%rsp), %rcx
	movq	24(%rsp), %rax
	addq	%r14, 192(%rsp)
	addq	%r14, 112(%rsp)
	addq	%r14, 184(%rsp)
	addq	%r14, 216(%rsp)
	addq	%r14, 104(%rsp)
	addq	%r14, 160(%rsp)
	addq	%r14, 152(%rsp)
	addq	%r14, 240(%rsp)
	addq	%r14, 16(%rsp)
	addq	%r14, 144(%rsp)
	addq	%r14, %r15
	addq	%r14, %r12
	addq	%r14, %r13
	addq	%r14, %rbp
	addq	%r14, %rbx
	addq	%r14, %r11
	addq	%r14, %r10
	addq	%r14, %r9
	addq	%r14, %r8
	addq	%r14, %rdi
	addq	%r14, %rsi
	addq	%r14, %rdx
	addq	%r14, %rcx
	addq	%r14, %rax
	movq	192(%rsp), %r14
	vmovups	%zmm24, (%r14) {%k1}
	movq	112(%rsp), %r14
	vmovups	%zmm23, (%r14) {%k1}
	movq	184(%rsp), %r14
	vmovups	%zmm22, (%r14) {%k1}
	movq	216(%rsp), %r14
	vmovups	%zmm21, (%r14) {%k1}
	movq	104(%rsp), %r14
	vmovups	%zmm20, (%r14) {%k1}
	movq	160(%rsp), %r14
	vmovups	%zmm19, (%r14) {%k1}
	movq	152(%rsp), %r14
	vmovups	%zmm18, (%r14) {%k1}
	movq	240(%rsp), %r14
	vmovups	%zmm17, (%r14) {%k1}
	movq	16(%rsp), %r14
	vmovups	%zmm16, (%r14) {%k1}
	movq	144(%rsp), %r14
	vmovups	%zmm15, (%r14) {%k1}
	vmovups	%zmm14, (%r15) {%k1}
	vmovups	%zmm13, (%r12) {%k1}
	vmovups	%zmm12, (%r13) {%k1}
	vmovups	%zmm11, (%rbp) {%k1}
	vmovups	%zmm10, (%rbx) {%k1}
	vmovups	%zmm9, (%r11) {%k1}
	vmovups	%zmm8, (%r10) {%k1}
	vmovups	%zmm7, (%r9) {%k1}
	vmovups	%zmm6, (%r8) {%k1}
	vmovups	%zmm5, (%rdi) {%k1}
	vmovups	%zmm4, (%rsi) {%k1}
	vmovups	%zmm3, (%rdx) {%k1}
	vmovups	%zmm2, (%rcx) {%k1}
	vmovups	%zmm1, (%rax) {%k1}
	jmp	.LBB5_28
.LBB5_23:
	movq	-24(%rsp), %rdx
	movq	-32(%rsp), %rsi
	movq	-56(%rsp), %rdi
	movq	1072(%rsp), %r10
	vxorps	%xmm23, %xmm23, %xmm23
	vxorps	%xmm22, %xmm22, %xmm22
	vxorps	%xmm21, %xmm21, %xmm21
	vxorps	%xmm20, %xmm20, %xmm20
	vxorps	%xmm19, %xmm19, %xmm19
	vxorps	%xmm18, %xmm18, %xmm18
	vxorps	%xmm17, %xmm17, %xmm17
	vxorps	%xmm16, %xmm16, %xmm16
	vxorps	%xmm15, %xmm15, %xmm15
	vxorps	%xmm14, %xmm14, %xmm14
	vxorps	%xmm13, %xmm13, %xmm13
	vxorps	%xmm12, %xmm12, %xmm12
	vxorps	%xmm11, %xmm11, %xmm11
	vxorps	%xmm10, %xmm10, %xmm10
	vxorps	%xmm9, %xmm9, %xmm9
	vxorps	%xmm8, %xmm8, %xmm8
	vxorps	%xmm7, %xmm7, %xmm7
	vxorps	%xmm6, %xmm6, %xmm6
	vxorps	%xmm5, %xmm5, %xmm5
	vxorps	%xmm4, %xmm4, %xmm4
	vxorps	%xmm3, %xmm3, %xmm3
	vxorps	%xmm2, %xmm2, %xmm2
	vxorps	%xmm1, %xmm1, %xmm1
	vpxor	%xmm0, %xmm0, %xmm0
.LBB5_24:
	movq	2576(%rsp), %r12
	movq	8(%rsp), %rax
	movq	(%rsp), %rcx
	movq	-8(%rsp), %r11
	movq	880(%rsp), %r9
	movq	672(%rsp), %r8
	vmovdqu32	(%rax,%r12), %zmm25 {%k1} {z}
	addq	%r12, %rax
	vmovdqu32	(%rcx,%r12), %zmm26 {%k1} {z}
	vmovdqu32	(%r11,%r12), %zmm27 {%k1} {z}
	movq	%rax, 312(%rsp)
	leaq	(%rcx,%r12), %rax
	movq	-16(%rsp), %rcx
	movq	%rax, 304(%rsp)
	leaq	(%r11,%r12), %rax
	movq	48(%rsp), %r11
	movq	%rax, 296(%rsp)
	leaq	(%rcx,%r12), %rax
	vmovdqu32	(%rcx,%r12), %zmm28 {%k1} {z}
	movq	40(%rsp), %rcx
	movq	%rax, 288(%rsp)
	leaq	(%r11,%r12), %rax
	vmovdqu32	(%r11,%r12), %zmm29 {%k1} {z}
	movq	32(%rsp), %r11
	movq	%rax, 280(%rsp)
	leaq	(%rcx,%r12), %rax
	vmovdqu32	(%rcx,%r12), %zmm30 {%k1} {z}
	movq	24(%rsp), %rcx
	movq	%rax, 272(%rsp)
	leaq	(%r11,%r12), %rax
	vmovdqu32	(%r11,%r12), %zmm31 {%k1} {z}
	movq	%rax, 264(%rsp)
	vmovdqu32	(%rcx,%r12), %zmm24 {%k1} {z}
	leaq	(%rcx,%r12), %rax
	movq	%rax, 248(%rsp)
	movq	16(%rsp), %rax
	vmovdqu64	%zmm24, 1344(%rsp)
	vmovdqu32	(%rax,%r12), %zmm24 {%k1} {z}
	leaq	(%rax,%r12), %rax
	movq	%rax, 256(%rsp)
	movq	72(%rsp), %rax
	vmovdqu64	%zmm24, 1408(%rsp)
	vmovdqu32	(%rax,%r12), %zmm24 {%k1} {z}
	leaq	(%rax,%r12), %rax
	movq	%rax, 1200(%rsp)
	movq	80(%rsp), %rax
	vmovdqu64	%zmm24, 2368(%rsp)
	vmovdqu32	(%rax,%r12), %zmm24 {%k1} {z}
	leaq	(%rax,%r12), %rax
	movq	%rax, 200(%rsp)
	movq	64(%rsp), %rax
	vmovdqu64	%zmm24, 2304(%rsp)
	vmovdqu32	(%rax,%r12), %zmm24 {%k1} {z}
	leaq	(%rax,%r12), %rax
	movq	%rax, 416(%rsp)
	movq	128(%rsp), %rax
	vmovdqu64	%zmm24, 2240(%rsp)
	vmovdqu32	(%rax,%r12), %zmm24 {%k1} {z}
	leaq	(%rax,%r12), %rax
	movq	%rax, 408(%rsp)
	movq	120(%rsp), %rax
	vmovdqu64	%zmm24, 2176(%rsp)
	vmovdqu32	(%rax,%r12), %zmm24 {%k1} {z}
	leaq	(%rax,%r12), %rax
	movq	%rax, 400(%rsp)
	movq	112(%rsp), %rax
	vmovdqu64	%zmm24, 2112(%rsp)
	vmovdqu32	(%rax,%r12), %zmm24 {%k1} {z}
	leaq	(%rax,%r12), %rax
	movq	%rax, 392(%rsp)
	movq	104(%rsp), %rax
	vmovdqu64	%zmm24, 2048(%rsp)
	vmovdqu32	(%rax,%r12), %zmm24 {%k1} {z}
	leaq	(%rax,%r12), %rax
	movq	%rax, 384(%rsp)
	movq	160(%rsp), %rax
	vmovdqu64	%zmm24, 1984(%rsp)
	vmovdqu32	(%rax,%r12), %zmm24 {%k1} {z}
	leaq	(%rax,%r12), %rax
	movq	%rax, 376(%rsp)
	movq	152(%rsp), %rax
	vmovdqu64	%zmm24, 1920(%rsp)
	vmovdqu32	(%rax,%r12), %zmm24 {%k1} {z}
	leaq	(%rax,%r12), %rax
	movq	%rax, 368(%rsp)
	movq	144(%rsp), %rax
	vmovdqu64	%zmm24, 1856(%rsp)
	vmovdqu32	(%rax,%r12), %zmm24 {%k1} {z}
	leaq	(%rax,%r12), %rax
	movq	%rax, 360(%rsp)
	movq	224(%rsp), %rax
	vmovdqu64	%zmm24, 1792(%rsp)
	vmovdqu32	(%rax,%r12), %zmm24 {%k1} {z}
	leaq	(%rax,%r12), %rax
	movq	%rax, 352(%rsp)
	movq	192(%rsp), %rax
	vmovdqu64	%zmm24, 1728(%rsp)
	vmovdqu32	(%rax,%r12), %zmm24 {%k1} {z}
	leaq	(%rax,%r12), %rax
	movq	%rax, 344(%rsp)
	movq	184(%rsp), %rax
	vmovdqu64	%zmm24, 1664(%rsp)
	vmovdqu32	(%rax,%r12), %zmm24 {%k1} {z}
	leaq	(%rax,%r12), %rax
	movq	%rax, 336(%rsp)
	movq	216(%rsp), %rax
	vmovdqu64	%zmm24, 1600(%rsp)
	vmovdqu32	(%rax,%r12), %zmm24 {%k1} {z}
	addq	%r12, %rax
	movq	%rax, 328(%rsp)
	movq	240(%rsp), %rax
	vmovdqu64	%zmm24, 1536(%rsp)
	vmovdqu32	(%rax,%r12), %zmm24 {%k1} {z}
	addq	%r12, %rax
	movq	%rax, 320(%rsp)
	movq	2600(%rsp), %rax
	vmovdqu64	%zmm24, 1472(%rsp)
	cmpq	%rax, %r15
	jge	.LBB5_27
	movq	432(%rsp), %r13
	movq	%rax, %rbp
	shlq	$6, %rbp
	addq	2568(%rsp), %rbp
	subq	%r15, %rax
	addq	%r13, %r8
	addq	%r13, 88(%rsp)
	addq	%r13, 56(%rsp)
	addq	%r13, 96(%rsp)
	addq	%r13, -64(%rsp)
	addq	%r13, -80(%rsp)
	addq	%r13, -72(%rsp)
	addq	%r13, -40(%rsp)
	addq	%r13, 816(%rsp)
	addq	%r13, 752(%rsp)
	addq	%r13, 1008(%rsp)
	addq	%r13, 944(%rsp)
	addq	%r13, -88(%rsp)
	addq	%r13, -96(%rsp)
	addq	%r13, -104(%rsp)
	addq	%r13, -112(%rsp)
	addq	%r13, -48(%rsp)
	addq	%r13, -120(%rsp)
	addq	%r13, 208(%rsp)
	addq	%r13, %r9
	addq	%r13, %rdx
	addq	%r13, %rsi
	addq	%r13, %rdi
	addq	%r13, %r10
	movq	%rax, %r13
	shlq	$6, %r13
	movq	%r8, 672(%rsp)
	movq	424(%rsp), %r8
	subq	%r13, %rbp
	movq	%r9, 880(%rsp)
	movq	%rdx, -24(%rsp)
	movq	%rsi, -32(%rsp)
	movq	%rdi, -56(%rsp)
	movq	%r10, 1072(%rsp)
	movq	%rbp, 1136(%rsp)
	imulq	%r8, %r15
	.p2align	4
.LBB5_26:
	movq	1136(%rsp), %rbp
	movq	%rax, 1264(%rsp)
	movq	672(%rsp), %rax
	movq	-40(%rsp), %rsi
	movq	816(%rsp), %rdx
	movq	752(%rsp), %rcx
	movq	944(%rsp), %r13
	movq	-88(%rsp), %rdi
	movq	-96(%rsp), %r11
	movq	-104(%rsp), %r10
	movq	-112(%rsp), %rbx
	movq	-48(%rsp), %r14
	movq	-120(%rsp), %r12
	movq	208(%rsp), %r9
	addq	%r8, 672(%rsp)
	vmovups	(%rbp), %zmm24
	addq	$64, %rbp
	vfmadd231ps	(%r15,%rax){1to16}, %zmm24, %zmm23
	movq	880(%rsp), %rax
	vfmadd231ps	(%r15,%rsi){1to16}, %zmm24, %zmm11
	vfmadd231ps	(%r15,%rdx){1to16}, %zmm24, %zmm10
	vfmadd231ps	(%r15,%rcx){1to16}, %zmm24, %zmm9
	vfmadd231ps	(%r15,%r13){1to16}, %zmm24, %zmm7
	vfmadd231ps	(%r15,%rdi){1to16}, %zmm24, %zmm6
	vfmadd231ps	(%r15,%r11){1to16}, %zmm24, %zmm5
	vfmadd231ps	(%r15,%r10){1to16}, %zmm24, %zmm4
	vfmadd231ps	(%r15,%rbx){1to16}, %zmm24, %zmm3
	vfmadd231ps	(%r15,%r14){1to16}, %zmm24, %zmm2
	vfmadd231ps	(%r15,%r12){1to16}, %zmm24, %zmm1
	vfmadd231ps	(%r15,%r9){1to16}, %zmm24, %zmm0
	addq	%r8, 880(%rsp)
	addq	%r8, %r9
	addq	%r8, %r12
	addq	%r8, %r14
	addq	%r8, %rbx
	addq	%r8, %r10
	addq	%r8, %r11
	addq	%r8, %rdi
	addq	%r8, %r13
	addq	%r8, %rcx
	addq	%r8, %rdx
	addq	%r8, %rsi
	movq	%rbp, 1136(%rsp)
	movq	%r9, 208(%rsp)
	movq	%r12, -120(%rsp)
	movq	%r14, -48(%rsp)
	movq	%rbx, -112(%rsp)
	movq	%r10, -104(%rsp)
	movq	%r11, -96(%rsp)
	movq	%rdi, -88(%rsp)
	movq	%r13, 944(%rsp)
	movq	%rcx, 752(%rsp)
	movq	%rdx, 816(%rsp)
	movq	%rsi, -40(%rsp)
	vfmadd231ps	(%r15,%rax){1to16}, %zmm24, %zmm22
	movq	-24(%rsp), %rax
	addq	%r8, -24(%rsp)
	vfmadd231ps	(%r15,%rax){1to16}, %zmm24, %zmm21
	movq	-32(%rsp), %rax
	addq	%r8, -32(%rsp)
	vfmadd231ps	(%r15,%rax){1to16}, %zmm24, %zmm20
	movq	-56(%rsp), %rax
	addq	%r8, -56(%rsp)
	vfmadd231ps	(%r15,%rax){1to16}, %zmm24, %zmm19
	movq	1072(%rsp), %rax
	addq	%r8, 1072(%rsp)
	vfmadd231ps	(%r15,%rax){1to16}, %zmm24, %zmm18
	movq	88(%rsp), %rax
	addq	%r8, 88(%rsp)
	vfmadd231ps	(%r15,%rax){1to16}, %zmm24, %zmm17
	movq	56(%rsp), %rax
	addq	%r8, 56(%rsp)
	vfmadd231ps	(%r15,%rax){1to16}, %zmm24, %zmm16
	movq	96(%rsp), %rax
	addq	%r8, 96(%rsp)
	vfmadd231ps	(%r15,%rax){1to16}, %zmm24, %zmm15
	movq	-64(%rsp), %rax
	addq	%r8, -64(%rsp)
	vfmadd231ps	(%r15,%rax){1to16}, %zmm24, %zmm14
	movq	-80(%rsp), %rax
	addq	%r8, -80(%rsp)
	vfmadd231ps	(%r15,%rax){1to16}, %zmm24, %zmm13
	movq	-72(%rsp), %rax
	addq	%r8, -72(%rsp)
	vfmadd231ps	(%r15,%rax){1to16}, %zmm24, %zmm12
	movq	1008(%rsp), %rax
	vfmadd231ps	(%r15,%rax){1to16}, %zmm24, %zmm8
	addq	%r8, %rax
	movq	%rax, 1008(%rsp)
	movq	1264(%rsp), %rax
	decq	%rax
	jne	.LBB5_26
.LBB5_27:
	vcvttps2dq	%zmm23, %zmm23
	vcvttps2dq	%zmm22, %zmm22
	movq	312(%rsp), %rax
	movq	304(%rsp), %rcx
	vcvttps2dq	%zmm21, %zmm21
	vcvttps2dq	%zmm20, %zmm20
	movq	296(%rsp), %rdx
	vcvttps2dq	%zmm19, %zmm19
	vcvttps2dq	%zmm18, %zmm18
	vcvttps2dq	%zmm16, %zmm16
	vpaddd	1344(%rsp), %zmm16, %zmm16
	vcvttps2dq	%zmm17, %zmm17
	vcvttps2dq	%zmm15, %zmm15
	vcvttps2dq	%zmm14, %zmm14
	vpaddd	1408(%rsp), %zmm15, %zmm15
	vpaddd	2368(%rsp), %zmm14, %zmm14
	vcvttps2dq	%zmm13, %zmm13
	vcvttps2dq	%zmm12, %zmm12
	vpaddd	2304(%rsp), %zmm13, %zmm13
	vpaddd	2240(%rsp), %zmm12, %zmm12
	vcvttps2dq	%zmm11, %zmm11
	vcvttps2dq	%zmm10, %zmm10
	vpaddd	2176(%rsp), %zmm11, %zmm11
	vpaddd	2112(%rsp), %zmm10, %zmm10
	vcvttps2dq	%zmm9, %zmm9
	vcvttps2dq	%zmm8, %zmm8
	vpaddd	2048(%rsp), %zmm9, %zmm9
	vpaddd	1984(%rsp), %zmm8, %zmm8
	vcvttps2dq	%zmm7, %zmm7
	vcvttps2dq	%zmm6, %zmm6
	vpaddd	1920(%rsp), %zmm7, %zmm7
	vpaddd	1856(%rsp), %zmm6, %zmm6
	vcvttps2dq	%zmm5, %zmm5
	vcvttps2dq	%zmm4, %zmm4
	vpaddd	1792(%rsp), %zmm5, %zmm5
	vpaddd	1728(%rsp), %zmm4, %zmm4
	vcvttps2dq	%zmm3, %zmm3
	vcvttps2dq	%zmm2, %zmm2
	vpaddd	1664(%rsp), %zmm3, %zmm3
	vpaddd	1600(%rsp), %zmm2, %zmm2
	vcvttps2dq	%zmm1, %zmm1
	vcvttps2dq	%zmm0, %zmm0
	vpaddd	1536(%rsp), %zmm1, %zmm1
	vpaddd	1472(%rsp), %zmm0, %zmm0
	vpaddd	%zmm23, %zmm25, %zmm23
	vpaddd	%zmm22, %zmm26, %zmm22
	vpaddd	%zmm21, %zmm27, %zmm21
	vpaddd	%zmm20, %zmm28, %zmm20
	vpaddd	%zmm19, %zmm29, %zmm19
	vpaddd	%zmm18, %zmm30, %zmm18
	vpaddd	%zmm17, %zmm31, %zmm17
	vmovdqu32	%zmm23, (%rax) {%k1}
	vmovdqu32	%zmm22, (%rcx) {%k1}
	movq	288(%rsp), %rcx
	vmovdqu32	%zmm21, (%rdx) {%k1}
	movq	280(%rsp), %rdx
	vmovdqu32	%zmm20, (%rcx) {%k1}
	movq	272(%rsp), %rcx
	vmovdqu32	%zmm19, (%rdx) {%k1}
	movq	264(%rsp), %rdx
	vmovdqu32	%zmm18, (%rcx) {%k1}
	movq	248(%rsp), %rcx
	vmovdqu32	%zmm17, (%rdx) {%k1}
	movq	256(%rsp), %rdx
	vmovdqu32	%zmm16, (%rcx) {%k1}
	movq	1200(%rsp), %rcx
	vmovdqu32	%zmm15, (%rdx) {%k1}
	movq	200(%rsp), %rdx
	vmovdqu32	%zmm14, (%rcx) {%k1}
	movq	416(%rsp), %rcx
	vmovdqu32	%zmm13, (%rdx) {%k1}
	movq	408(%rsp), %rdx
	vmovdqu32	%zmm12, (%rcx) {%k1}
	movq	400(%rsp), %rcx
	vmovdqu32	%zmm11, (%rdx) {%k1}
	movq	392(%rsp), %rdx
	vmovdqu32	%zmm10, (%rcx) {%k1}
	movq	384(%rsp), %rcx
	vmovdqu32	%zmm9, (%rdx) {%k1}
	movq	376(%rsp), %rdx
	vmovdqu32	%zmm8, (%rcx) {%k1}
	movq	368(%rsp), %rcx
	vmovdqu32	%zmm7, (%rdx) {%k1}
	movq	360(%rsp), %rdx
	vmovdqu32	%zmm6, (%rcx) {%k1}
	movq	352(%rsp), %rcx
	vmovdqu32	%zmm5, (%rdx) {%k1}
	movq	344(%rsp), %rdx
	vmovdqu32	%zmm4, (%rcx) {%k1}
	movq	336(%rsp), %rcx
	vmovdqu32	%zmm3, (%rdx) {%k1}
	movq	328(%rsp), %rdx
	vmovdqu32	%zmm2, (%rcx) {%k1}
	movq	320(%rsp), %rcx
	vmovdqu32	%zmm1, (%rdx) {%k1}
	vmovdqu32	%zmm0, (%rcx) {%k1}
.LBB5_28:
	movq	664(%rsp), %rax
	movq	$0, (%rax)
	xorl	%eax, %eax
	addq	$2504, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	vzeroupper
	retq
.Lfunc_end5:
	.size	_ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx, .Lfunc_end5-_ZN4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx

	.type	.const.run,@object
	.section	.lrodata,"al",@progbits
.const.run:
	.asciz	"run"
	.size	.const.run, 4

	.type	_ZN08NumbaEnv4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx,@object
	.comm	_ZN08NumbaEnv4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx,8,8
	.type	".const.missing Environment: _ZN08NumbaEnv4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx",@object
	.p2align	4, 0x0
".const.missing Environment: _ZN08NumbaEnv4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx":
	.asciz	"missing Environment: _ZN08NumbaEnv4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx"
	.size	".const.missing Environment: _ZN08NumbaEnv4weft11accelerator7kernels5dense3runB2v1B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxxxxbx", 149

	.type	".const.Error creating Python tuple from runtime exception arguments",@object
	.p2align	4, 0x0
".const.Error creating Python tuple from runtime exception arguments":
	.asciz	"Error creating Python tuple from runtime exception arguments"
	.size	".const.Error creating Python tuple from runtime exception arguments", 61

	.type	".const.unknown error when calling native function",@object
	.p2align	4, 0x0
".const.unknown error when calling native function":
	.asciz	"unknown error when calling native function"
	.size	".const.unknown error when calling native function", 43

	.type	".const.Error creating Python tuple from runtime exception arguments.1",@object
	.p2align	4, 0x0
".const.Error creating Python tuple from runtime exception arguments.1":
	.asciz	"Error creating Python tuple from runtime exception arguments"
	.size	".const.Error creating Python tuple from runtime exception arguments.1", 61

	.type	".const.unknown error when calling native function.2",@object
	.p2align	4, 0x0
".const.unknown error when calling native function.2":
	.asciz	"unknown error when calling native function"
	.size	".const.unknown error when calling native function.2", 43

	.type	".const.<numba.core.cpu.CPUContext>",@object
	.p2align	4, 0x0
".const.<numba.core.cpu.CPUContext>":
	.asciz	"<numba.core.cpu.CPUContext>"
	.size	".const.<numba.core.cpu.CPUContext>", 28

	.type	_ZN08NumbaEnv4weft11accelerator7kernels5dense12_pack_panelsB2v3B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx,@object
	.comm	_ZN08NumbaEnv4weft11accelerator7kernels5dense12_pack_panelsB2v3B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx,8,8
	.type	_ZN08NumbaEnv4weft11accelerator7kernels5dense10_copy_rowsB2v4B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx,@object
	.comm	_ZN08NumbaEnv4weft11accelerator7kernels5dense10_copy_rowsB2v4B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxx,8,8
	.type	_ZN08NumbaEnv5numba7cpython8builtins6ol_min12_3clocals_3e4implB2v2B54c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAw4hWqFpgsIBZmgA_3dE15StarArgUniTupleIxLi2EE,@object
	.comm	_ZN08NumbaEnv5numba7cpython8builtins6ol_min12_3clocals_3e4implB2v2B54c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAw4hWqFpgsIBZmgA_3dE15StarArgUniTupleIxLi2EE,8,8
	.type	_ZN08NumbaEnv4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx,@object
	.comm	_ZN08NumbaEnv4weft11accelerator7kernels5dense9_add_tileB2v5B56c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsBAK4JJIqUWsIgmAA_3d_3dExxxxxxxxxx,8,8
	.section	".note.GNU-stack","",@progbits
